; The set-up for Windows: for one user, without an administrator, over an older version, never over a running program.
; makensis -DVERSION=… -DFOLDER=… -DTARGET=… setup.nsi; /S installs and removes without a word, status 2 = refused.
Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; the two programs hold the same modules: seen as one
!include "MUI2.nsh"
!include "FileFunc.nsh"
!define NAME "信息公开工作台"
!define PROGRAM "DisclosureDesk.exe"
!define KIND "DisclosureDesk.Registers"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\DisclosureDesk"

Name "${NAME}"
OutFile "${TARGET}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\DisclosureDesk"
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME}安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${FOLDER}\_internal\resources\icons\app.ico"
!define MUI_UNICON "${FOLDER}\_internal\resources\icons\app.ico"
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "只为当前用户安装，不需要管理员权限，不联网。$\r$\n$\r$\n已有的登记簿、设置和备份都不会改动。安装前先关闭正在运行的${NAME}。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将从本机移除程序。您的登记簿、设置和备份都会保留。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Windows lets nobody write to a program that runs: asked before anything is changed; the program that hands over says
; /after, and has half a minute to end.
!macro REFUSE_OVER_RUNNING WHAT
  IfFileExists "$INSTDIR\${PROGRAM}" 0 not_running
  StrCpy $1 0
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} $2 "/after" $3
  IfErrors look
  StrCpy $1 120
look:
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors 0 may_write
  IntOp $1 $1 - 1
  IntCmp $1 0 refuse refuse
  Sleep 250
  Goto look
refuse:
  MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME}正在运行，没有${WHAT}。先关闭它（保存手头的内容），再来一次。" /SD IDOK
  SetErrorLevel 2
  Quit
may_write:
  FileClose $0
not_running:
!macroend

; What a version laid down, and nothing else: a file of hers beside it stays, and so does the folder around it then.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\DisclosureDesk-cmd.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\NOTICES"
  Delete "$INSTDIR\uninstall.exe"
!macroend

Function .onInit
  !insertmacro REFUSE_OVER_RUNNING "安装"
FunctionEnd

Function un.onInit
  !insertmacro REFUSE_OVER_RUNNING "移除"
FunctionEnd

Section
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "Software\Classes\.xxgk" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "信息公开登记簿"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "Software\Classes\.xxgk"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${un.RefreshShellIcons}
SectionEnd
