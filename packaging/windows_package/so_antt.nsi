; The installer of Sổ ANTT. Per user, no administrator; /S installs without a question.
; The build defines VERSION, VERSION_NUMBERS, FOLDER (the portable folder), OUT, KILOBYTES and one of
; COMPRESSOR_LZMA, COMPRESSOR_ZLIB or COMPRESSOR_NONE.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user
!ifdef COMPRESSOR_LZMA
  SetCompressor /SOLID lzma
!else
  SetCompressor zlib
!endif
!ifdef COMPRESSOR_NONE
  SetCompress off
!endif
SetDateSave off

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"

!define NAME "Sổ ANTT"
!define APP "app-${VERSION}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\SoANTT"
!define WINDOWS_10_1809 17763
!define DATA "$LOCALAPPDATA\so-antt"
; What a silent run ends with.
!define TOO_OLD 10
!define STILL_OPEN 11
!define NOT_WRITTEN 12

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\SoANTT"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey /LANG=1066 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1066 "FileDescription" "Cài đặt ${NAME}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" ""

!define MUI_ICON "so_antt.ico"
!define MUI_UNICON "so_antt.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "Trình này cài ${NAME} ${VERSION} cho riêng tài khoản Windows của \
đồng chí, không cần quyền quản trị, không cần mạng.$\r$\n$\r$\nNếu máy đã có ${NAME}, bản mới \
thay bản đang dùng; sổ và các bản sao lưu giữ nguyên.$\r$\n$\r$\nHãy đóng ${NAME} trước khi tiếp \
tục."
!define MUI_FINISHPAGE_RUN "$INSTDIR\SoANTT.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Mở ${NAME}"
!define MUI_FINISHPAGE_TEXT "Đã cài xong. ${NAME} có trên màn hình nền và trong trình đơn Start."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "Phần mềm ${NAME} sẽ được gỡ khỏi máy. Sổ và các bản sao lưu \
được giữ nguyên tại: ${DATA}"
!define MUI_UNFINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; NSIS's own Vietnamese texts in composed letters (NFC); the build lays them beside this script.
!insertmacro MUI_LANGUAGEEX "." "Vietnamese"

Function .onInit
  ${IfNot} ${AtLeastBuild} ${WINDOWS_10_1809}
    MessageBox MB_OK|MB_ICONSTOP "${NAME} cần Windows 10 bản 1809 (tháng 10/2018) trở lên, loại \
64 bit. Máy này dùng Windows cũ hơn nên chưa cài gì cả.$\r$\n$\r$\nHãy cập nhật Windows của máy \
này, hoặc dùng máy khác." /SD IDOK
    SetErrorLevel ${TOO_OLD}
    Quit
  ${EndIf}
FunctionEnd

; A version that runs holds its libraries; Windows then lets nobody write to them.
!macro RefuseWhileOpen UN
Function ${UN}RefuseWhileOpen
  FindFirst $0 $1 "$INSTDIR\app-*"
  ${DoUntil} $1 == ""
    ${If} ${FileExists} "$INSTDIR\$1\python\python312.dll"
      ClearErrors
      FileOpen $2 "$INSTDIR\$1\python\python312.dll" a
      ${If} ${Errors}
        FindClose $0
        MessageBox MB_OK|MB_ICONSTOP "${NAME} đang mở nên chưa có gì thay đổi. Hãy đóng ${NAME} \
rồi chạy lại." /SD IDOK
        SetErrorLevel ${STILL_OPEN}
        Quit
      ${EndIf}
      FileClose $2
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd
!macroend
!insertmacro RefuseWhileOpen ""
!insertmacro RefuseWhileOpen "un."

; Writes a file under another name first, so that a cut of the power leaves the old one or the new.
!macro WriteWhole FILE TEXT
  FileOpen $R9 "$INSTDIR\${FILE}.tmp" w
  FileWrite $R9 "${TEXT}$\n"
  FileClose $R9
  Delete "$INSTDIR\${FILE}"
  Rename "$INSTDIR\${FILE}.tmp" "$INSTDIR\${FILE}"
!macroend

Section
  Call RefuseWhileOpen
  ; The version that the launcher starts until now.
  StrCpy $R0 ""
  ${If} ${FileExists} "$INSTDIR\current.txt"
    FileOpen $R1 "$INSTDIR\current.txt" r
    FileRead $R1 $R0
    FileClose $R1
    ${Do}
      StrCpy $R1 $R0 1 -1
      ${If} $R1 == "$\n"
      ${OrIf} $R1 == "$\r"
        StrCpy $R0 $R0 -1
      ${Else}
        ${ExitDo}
      ${EndIf}
    ${Loop}
  ${EndIf}

  ClearErrors
  ; A half copied folder of this version must not be taken for a whole one.
  RMDir /r "$INSTDIR\${APP}"
  SetOutPath "$INSTDIR\${APP}"
  File /r "${FOLDER}/${APP}/*"
  SetOutPath "$INSTDIR"
  File "${FOLDER}/SoANTT.exe"
  File "${FOLDER}/so-antt.exe"
  WriteUninstaller "$INSTDIR\go-bo.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Không ghi đủ tệp vào «$INSTDIR» (đĩa đầy, hoặc phần mềm diệt \
vi-rút đang chặn). Sổ không bị ảnh hưởng. Hãy dọn đĩa rồi cài lại." /SD IDOK
    SetErrorLevel ${NOT_WRITTEN}
    Quit
  ${EndIf}

  ; From here on the new version is what starts; the one before stays to go back to.
  ${If} $R0 != ""
  ${AndIf} $R0 != "${APP}"
    !insertmacro WriteWhole "previous.txt" "$R0"
  ${EndIf}
  !insertmacro WriteWhole "current.txt" "${APP}"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\SoANTT.exe"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\SoANTT.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\SoANTT.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\go-bo.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\go-bo.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  Call un.RefuseWhileOpen
  ; Only what belongs to the program: the folder may hold something of the officer's.
  FindFirst $0 $1 "$INSTDIR\app-*"
  ${DoUntil} $1 == ""
    RMDir /r "$INSTDIR\$1"
    FindNext $0 $1
  ${Loop}
  FindClose $0
  Delete "$INSTDIR\SoANTT.exe"
  Delete "$INSTDIR\so-antt.exe"
  Delete "$INSTDIR\current.txt"
  Delete "$INSTDIR\previous.txt"
  Delete "$INSTDIR\starting.txt"
  Delete "$INSTDIR\fell-back.txt"
  Delete "$INSTDIR\returned.txt"
  Delete "$INSTDIR\cap-nhat.json"
  Delete "$INSTDIR\cap-nhat.lock"
  Delete "$INSTDIR\*.tmp"
  Delete "$INSTDIR\go-bo.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  MessageBox MB_OK|MB_ICONINFORMATION "Đã gỡ ${NAME}. Sổ và các bản sao lưu được giữ nguyên tại:\
$\r$\n${DATA}$\r$\n$\r$\nNếu máy này giao cho người khác, hãy bàn giao hoặc hủy các tệp đó theo \
quy định." /SD IDOK
SectionEnd
