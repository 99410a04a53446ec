<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>AddedDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) or folder(s) were left out.</source>
   <translation>
    <numerusform>%Ln file or folder was left out.</numerusform>
    <numerusform>%Ln files or folders were left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>They are where they were. %Ln item(s) came in.</source>
   <translation>
    <numerusform>They are where they were. %Ln item came in.</numerusform>
    <numerusform>They are where they were. %Ln items came in.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CheckDialog</name>
  <message numerus="yes">
   <source>%Ln finding(s) need you.</source>
   <translation>
    <numerusform>%Ln finding needs you.</numerusform>
    <numerusform>%Ln findings need you.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln item, {size}</numerusform>
    <numerusform>%Ln items, {size}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln leftover(s) lie in the folder. They are harmless.</source>
   <translation>
    <numerusform>%Ln leftover lies in the folder. It is harmless.</numerusform>
    <numerusform>%Ln leftovers lie in the folder. They are harmless.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ClashDialog</name>
  <message numerus="yes">
   <source>%Ln name(s) in that folder are taken.</source>
   <translation>
    <numerusform>%Ln name in that folder is taken.</numerusform>
    <numerusform>%Ln names in that folder are taken.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CleaningDialog</name>
  <message numerus="yes">
   <source>%Ln container(s) written anew.</source>
   <translation>
    <numerusform>%Ln container written anew.</numerusform>
    <numerusform>%Ln containers written anew.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln leftover(s) removed.</source>
   <translation>
    <numerusform>%Ln leftover removed.</numerusform>
    <numerusform>%Ln leftovers removed.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CodeEntry</name>
  <message numerus="yes">
   <source>%Ln page(s) to go.</source>
   <translation>
    <numerusform>%Ln page to go.</numerusform>
    <numerusform>%Ln pages to go.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>That page is right. %Ln more to go.</source>
   <translation>
    <numerusform>That page is right. %Ln more to go.</numerusform>
    <numerusform>That page is right. %Ln more to go.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CompareDialog</name>
  <message numerus="yes">
   <source>%Ln line(s) added</source>
   <translation>
    <numerusform>%Ln line added</numerusform>
    <numerusform>%Ln lines added</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln line(s) changed</source>
   <translation>
    <numerusform>%Ln line changed</numerusform>
    <numerusform>%Ln lines changed</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln line(s) removed</source>
   <translation>
    <numerusform>%Ln line removed</numerusform>
    <numerusform>%Ln lines removed</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CopyOutDialog</name>
  <message numerus="yes">
   <source>Copy %Ln item(s) out of the vault.</source>
   <translation>
    <numerusform>Copy %Ln item out of the vault.</numerusform>
    <numerusform>Copy %Ln items out of the vault.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Delay</name>
  <message numerus="yes">
   <source>%Ln wrong attempt(s) on this computer.</source>
   <translation>
    <numerusform>%Ln wrong attempt on this computer.</numerusform>
    <numerusform>%Ln wrong attempts on this computer.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The next one can be tried in %Ln second(s).</source>
   <translation>
    <numerusform>The next one can be tried in %Ln second.</numerusform>
    <numerusform>The next one can be tried in %Ln seconds.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DetailPane</name>
  <message numerus="yes">
   <source>%Ln item(s) chosen</source>
   <translation>
    <numerusform>%Ln item chosen</numerusform>
    <numerusform>%Ln items chosen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DragOut</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DrillDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) and note(s) came out whole.</source>
   <translation>
    <numerusform>%Ln file and note came out whole.</numerusform>
    <numerusform>%Ln files and notes came out whole.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) changed in the vault or left it since.</source>
   <translation>
    <numerusform>%Ln item changed in the vault or left it since.</numerusform>
    <numerusform>%Ln items changed in the vault or left it since.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) did not, named below.</source>
   <translation>
    <numerusform>%Ln thing did not, named below.</numerusform>
    <numerusform>%Ln things did not, named below.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Not in this export: %Ln newer item(s).</source>
   <translation>
    <numerusform>Not in this export: %Ln newer item.</numerusform>
    <numerusform>Not in this export: %Ln newer items.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DuplicatesDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) moved to the trash. They can be restored from there.</source>
   <translation>
    <numerusform>%Ln file moved to the trash. They can be restored from there.</numerusform>
    <numerusform>%Ln files moved to the trash. They can be restored from there.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln group(s) left, {size} are spare.</source>
   <translation>
    <numerusform>%Ln group left, {size} are spare.</numerusform>
    <numerusform>%Ln groups left, {size} are spare.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln group(s) of equal files. One of each kept, {size} are spare.</source>
   <translation>
    <numerusform>%Ln group of equal files. One of each kept, {size} are spare.</numerusform>
    <numerusform>%Ln groups of equal files. One of each kept, {size} are spare.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Move %Ln to the trash</source>
   <translation>
    <numerusform>Move %Ln to the trash</numerusform>
    <numerusform>Move %Ln to the trash</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DuplicatesModel</name>
  <message numerus="yes">
   <source>%Ln equal file(s), {size} each</source>
   <translation>
    <numerusform>%Ln equal file, {size} each</numerusform>
    <numerusform>%Ln equal files, {size} each</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message numerus="yes">
   <source>Exported and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Exported and verified: %Ln item, {size}.</numerusform>
    <numerusform>Exported and verified: %Ln items, {size}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FactsDialog</name>
  <message numerus="yes">
   <source>%Ln file(s)</source>
   <translation>
    <numerusform>%Ln file</numerusform>
    <numerusform>%Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln folder</numerusform>
    <numerusform>%Ln folders</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln note(s)</source>
   <translation>
    <numerusform>%Ln note</numerusform>
    <numerusform>%Ln notes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FileIntake</name>
  <message numerus="yes">
   <source>%Ln original(s) moved to the bin.</source>
   <translation>
    <numerusform>%Ln original moved to the bin.</numerusform>
    <numerusform>%Ln originals moved to the bin.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln stayed where it was.</source>
   <translation>
    <numerusform>%Ln stayed where it was.</numerusform>
    <numerusform>%Ln stayed where they were.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Add %Ln item(s) to {folder}.</source>
   <translation>
    <numerusform>Add %Ln item to {folder}.</numerusform>
    <numerusform>Add %Ln items to {folder}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message numerus="yes">
   <source>%Ln found</source>
   <translation>
    <numerusform>%Ln found</numerusform>
    <numerusform>%Ln found</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln replaced</source>
   <translation>
    <numerusform>%Ln replaced</numerusform>
    <numerusform>%Ln replaced</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>GiveUpDialog</name>
  <message numerus="yes">
   <source>What another program changed in %Ln item(s) is not in the vault yet.</source>
   <translation>
    <numerusform>What another program changed in %Ln item is not in the vault yet.</numerusform>
    <numerusform>What another program changed in %Ln items is not in the vault yet.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln item came in.</numerusform>
    <numerusform>%Ln items came in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) left out.</source>
   <translation>
    <numerusform>%Ln item left out.</numerusform>
    <numerusform>%Ln items left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) will not come in.</source>
   <translation>
    <numerusform>%Ln item will not come in.</numerusform>
    <numerusform>%Ln items will not come in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln tag(s)</source>
   <translation>
    <numerusform>%Ln tag</numerusform>
    <numerusform>%Ln tags</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>And %Ln more</numerusform>
    <numerusform>And %Ln more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Taken already, so numbered: %Ln name(s).</source>
   <translation>
    <numerusform>Taken already, so numbered: %Ln name.</numerusform>
    <numerusform>Taken already, so numbered: %Ln names.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportReport</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln item came in.</numerusform>
    <numerusform>%Ln items came in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) left out.</source>
   <translation>
    <numerusform>%Ln item left out.</numerusform>
    <numerusform>%Ln items left out.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ItemActs</name>
  <message numerus="yes">
   <source>%Ln item(s) and all versions will be gone for good.</source>
   <translation>
    <numerusform>%Ln item and all its versions will be gone for good.</numerusform>
    <numerusform>%Ln items and all versions will be gone for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), with what is in them, will be gone for good.</source>
   <translation>
    <numerusform>%Ln item, with what is in it, will be gone for good.</numerusform>
    <numerusform>%Ln items, with what is in them, will be gone for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), {size} in all, will be gone for good.</source>
   <translation>
    <numerusform>%Ln item, {size} in all, will be gone for good.</numerusform>
    <numerusform>%Ln items, {size} in all, will be gone for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln item(s) to the trash.</source>
   <translation>
    <numerusform>Moved %Ln item to the trash.</numerusform>
    <numerusform>Moved %Ln items to the trash.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln item(s) to {folder}.</source>
   <translation>
    <numerusform>Moved %Ln item to {folder}.</numerusform>
    <numerusform>Moved %Ln items to {folder}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored %Ln item(s).</source>
   <translation>
    <numerusform>Restored %Ln item.</numerusform>
    <numerusform>Restored %Ln items.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Where to move %Ln item(s)?</source>
   <translation>
    <numerusform>Where to move %Ln item?</numerusform>
    <numerusform>Where to move %Ln items?</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>KeyBanners</name>
  <message numerus="yes">
   <source>Somebody tried %Ln time(s) to open this vault here and was refused, the last time {when}.</source>
   <translation>
    <numerusform>Somebody tried %Ln time to open this vault here and was refused, the last time {when}.</numerusform>
    <numerusform>Somebody tried %Ln times to open this vault here and was refused, the last time {when}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LabelActs</name>
  <message numerus="yes">
   <source>%Ln item(s) added to favourites.</source>
   <translation>
    <numerusform>%Ln item added to favourites.</numerusform>
    <numerusform>%Ln items added to favourites.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) removed from favourites.</source>
   <translation>
    <numerusform>%Ln item removed from favourites.</numerusform>
    <numerusform>%Ln items removed from favourites.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Tagged %Ln item(s) with “{tag}”.</source>
   <translation>
    <numerusform>Tagged %Ln item with “{tag}”.</numerusform>
    <numerusform>Tagged %Ln items with “{tag}”.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The tag “{tag}” will be taken off %Ln item(s).</source>
   <translation>
    <numerusform>The tag “{tag}” will be taken off %Ln item.</numerusform>
    <numerusform>The tag “{tag}” will be taken off %Ln items.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ListPane</name>
  <message numerus="yes">
   <source>%Ln item(s) are still being read; what they hold is found soon.</source>
   <translation>
    <numerusform>%Ln item are still being read; what they hold is found soon.</numerusform>
    <numerusform>%Ln items are still being read; what they hold is found soon.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MyCard</name>
  <message numerus="yes">
   <source>Old shares still open with %Ln earlier key(s).</source>
   <translation>
    <numerusform>Old shares still open with %Ln earlier key.</numerusform>
    <numerusform>Old shares still open with %Ln earlier keys.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NewSecretsDialog</name>
  <message numerus="yes">
   <source>%Ln way(s) in of before open the vault no more.</source>
   <translation>
    <numerusform>%Ln way in of before open the vault no more.</numerusform>
    <numerusform>%Ln ways in of before open the vault no more.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NotLeftReport</name>
  <message numerus="yes">
   <source>%Ln item(s) could not be written.</source>
   <translation>
    <numerusform>%Ln item could not be written.</numerusform>
    <numerusform>%Ln items could not be written.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In the vault everything is as before. %Ln item(s) were written.</source>
   <translation>
    <numerusform>In the vault everything is as before. %Ln item were written.</numerusform>
    <numerusform>In the vault everything is as before. %Ln items were written.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NotWrittenDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) could not be copied out.</source>
   <translation>
    <numerusform>%Ln item could not be copied out.</numerusform>
    <numerusform>%Ln items could not be copied out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In the vault everything is as before. %Ln item(s) were copied.</source>
   <translation>
    <numerusform>In the vault everything is as before. %Ln item was copied.</numerusform>
    <numerusform>In the vault everything is as before. %Ln items were copied.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NotePage</name>
  <message numerus="yes">
   <source>%Ln word(s)</source>
   <translation>
    <numerusform>%Ln word</numerusform>
    <numerusform>%Ln words</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>OlderVersionsDialog</name>
  <message numerus="yes">
   <source>%Ln older version(s) removed.</source>
   <translation>
    <numerusform>%Ln older version removed.</numerusform>
    <numerusform>%Ln older versions removed.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Opener</name>
  <message numerus="yes">
   <source>%Ln change(s) not saved back</source>
   <translation>
    <numerusform>%Ln change not saved back</numerusform>
    <numerusform>%Ln changes not saved back</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln plain file(s) in use</source>
   <translation>
    <numerusform>%Ln plain file in use</numerusform>
    <numerusform>%Ln plain files in use</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PairsModel</name>
  <message numerus="yes">
   <source>%Ln line(s) did not change</source>
   <translation>
    <numerusform>%Ln line did not change</numerusform>
    <numerusform>%Ln lines did not change</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PlainCopiesDialog</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln stayed: folders, or files changed since. Remove them by hand.</source>
   <translation>
    <numerusform>%Ln stayed: folders, or files changed since. Remove them by hand.</numerusform>
    <numerusform>%Ln stayed: folders, or files changed since. Remove them by hand.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) of this vault can be read outside of it.</source>
   <translation>
    <numerusform>%Ln thing of this vault can be read outside of it.</numerusform>
    <numerusform>%Ln things of this vault can be read outside of it.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Previewer</name>
  <message numerus="yes">
   <source>PDF, %Ln page(s)</source>
   <translation>
    <numerusform>PDF, %Ln page</numerusform>
    <numerusform>PDF, %Ln pages</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ReceiveDialog</name>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln item, {size}</numerusform>
    <numerusform>%Ln items, {size}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>for %Ln recipient(s)</source>
   <translation>
    <numerusform>for %Ln recipient</numerusform>
    <numerusform>for %Ln recipients</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RemoveDialog</name>
  <message numerus="yes">
   <source>That leaves %Ln tested way(s) in. If it is lost, nobody can open the vault.</source>
   <translation>
    <numerusform>That leaves %Ln tested way in. If it is lost, nobody can open the vault.</numerusform>
    <numerusform>That leaves %Ln tested ways in. If it is lost, nobody can open the vault.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RepairDialog</name>
  <message numerus="yes">
   <source>%Ln finding(s) not repaired.</source>
   <translation>
    <numerusform>%Ln finding not repaired.</numerusform>
    <numerusform>%Ln findings not repaired.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) repaired.</source>
   <translation>
    <numerusform>%Ln thing repaired.</numerusform>
    <numerusform>%Ln things repaired.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ReportDialog</name>
  <message numerus="yes">
   <source>The first %Ln of them are named.</source>
   <translation>
    <numerusform>The first %Ln of them are named.</numerusform>
    <numerusform>The first %Ln of them are named.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RestorePage</name>
  <message numerus="yes">
   <source>Restored and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Restored and verified: %Ln item, {size}.</numerusform>
    <numerusform>Restored and verified: %Ln items, {size}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message numerus="yes">
   <source>%Ln minute(s)</source>
   <translation>
    <numerusform>%Ln minute</numerusform>
    <numerusform>%Ln minutes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareContents</name>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln item, {size}</numerusform>
    <numerusform>%Ln items, {size}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more chosen.</source>
   <translation>
    <numerusform>And %Ln more chosen.</numerusform>
    <numerusform>And %Ln more chosen.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareDialog</name>
  <message numerus="yes">
   <source>Share %Ln item(s)</source>
   <translation>
    <numerusform>Share %Ln item</numerusform>
    <numerusform>Share %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Share with %Ln people</source>
   <translation>
    <numerusform>Share with %Ln person</numerusform>
    <numerusform>Share with %Ln people</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareLines</name>
  <message numerus="yes">
   <source>And %Ln more, in the register</source>
   <translation>
    <numerusform>And %Ln more, in the register</numerusform>
    <numerusform>And %Ln more, in the register</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareSheet</name>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>And %Ln more</numerusform>
    <numerusform>And %Ln more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SharingActs</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln item came in.</numerusform>
    <numerusform>%Ln items came in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln name(s) changed, so that every disk takes them.</source>
   <translation>
    <numerusform>%Ln name changed, so that every disk takes them.</numerusform>
    <numerusform>%Ln names changed, so that every disk takes them.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Strength</name>
  <message numerus="yes">
   <source>about %Ln day(s)</source>
   <translation>
    <numerusform>about %Ln day</numerusform>
    <numerusform>about %Ln days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln hour(s)</source>
   <translation>
    <numerusform>about %Ln hour</numerusform>
    <numerusform>about %Ln hours</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln minute(s)</source>
   <translation>
    <numerusform>about %Ln minute</numerusform>
    <numerusform>about %Ln minutes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln year(s)</source>
   <translation>
    <numerusform>about %Ln year</numerusform>
    <numerusform>about %Ln years</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TagsDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) chosen</source>
   <translation>
    <numerusform>%Ln item chosen</numerusform>
    <numerusform>%Ln items chosen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln of {all}</source>
   <translation>
    <numerusform>%Ln of {all}</numerusform>
    <numerusform>%Ln of {all}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VaultWindow</name>
  <message numerus="yes">
   <source>%Ln piece(s) of work are under way. Stop them and lock?</source>
   <translation>
    <numerusform>%Ln piece of work is under way. Stop it and lock?</numerusform>
    <numerusform>%Ln pieces of work are under way. Stop them and lock?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Locked after %Ln minute(s) without key or mouse.</source>
   <translation>
    <numerusform>Locked after %Ln minute without key or mouse.</numerusform>
    <numerusform>Locked after %Ln minutes without key or mouse.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Not in the vault yet: %Ln change(s) of other programs, readable in memory until you unlock.</source>
   <translation>
    <numerusform>Not in the vault yet: %Ln change of other programs, readable in memory until you unlock.</numerusform>
    <numerusform>Not in the vault yet: %Ln changes of other programs, readable in memory until you unlock.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VersionActs</name>
  <message numerus="yes">
   <source>%Ln version(s) of “{name}” will be gone for good.</source>
   <translation>
    <numerusform>%Ln version of “{name}” will be gone for good.</numerusform>
    <numerusform>%Ln versions of “{name}” will be gone for good.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VersionsDialog</name>
  <message numerus="yes">
   <source>%Ln version(s) kept; the older ones hold {size}.</source>
   <translation>
    <numerusform>%Ln version kept; the older ones hold {size}.</numerusform>
    <numerusform>%Ln versions kept; the older ones hold {size}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VersionsSection</name>
  <message numerus="yes">
   <source>%Ln kept</source>
   <translation>
    <numerusform>%Ln kept</numerusform>
    <numerusform>%Ln kept</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WorkBar</name>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>and %n more</numerusform>
    <numerusform>and %n more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>browse</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>figures</name>
  <message numerus="yes">
   <source>%Ln byte(s)</source>
   <translation>
    <numerusform>%Ln byte</numerusform>
    <numerusform>%Ln bytes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>import</name>
  <message numerus="yes">
   <source>%Ln file(s)</source>
   <translation>
    <numerusform>%Ln file</numerusform>
    <numerusform>%Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln folder</numerusform>
    <numerusform>%Ln folders</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln note(s)</source>
   <translation>
    <numerusform>%Ln note</numerusform>
    <numerusform>%Ln notes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>keys</name>
  <message numerus="yes">
   <source>%Ln day(s)</source>
   <translation>
    <numerusform>%Ln day</numerusform>
    <numerusform>%Ln days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln of them tested. Keep at least two that you have tested.</source>
   <translation>
    <numerusform>%Ln of them tested. Keep at least two that you have tested.</numerusform>
    <numerusform>%Ln of them tested. Keep at least two that you have tested.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln way(s) in</source>
   <translation>
    <numerusform>%Ln way in</numerusform>
    <numerusform>%Ln ways in</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln year(s)</source>
   <translation>
    <numerusform>%Ln year</numerusform>
    <numerusform>%Ln years</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>New keys every %Ln day(s), next on {day}</source>
   <translation>
    <numerusform>New keys every %Ln day, next on {day}</numerusform>
    <numerusform>New keys every %Ln days, next on {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Reminder every %Ln day(s), next on {day}</source>
   <translation>
    <numerusform>Reminder every %Ln day, next on {day}</numerusform>
    <numerusform>Reminder every %Ln days, next on {day}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>operations</name>
  <message numerus="yes">
   <source>%Ln could not be copied.</source>
   <translation>
    <numerusform>%Ln could not be copied.</numerusform>
    <numerusform>%Ln could not be copied.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln could not be written.</source>
   <translation>
    <numerusform>%Ln could not be written.</numerusform>
    <numerusform>%Ln could not be written.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln finding(s) not repaired.</source>
   <translation>
    <numerusform>%Ln finding not repaired.</numerusform>
    <numerusform>%Ln findings not repaired.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln finding(s).</source>
   <translation>
    <numerusform>%Ln finding.</numerusform>
    <numerusform>%Ln findings.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln left out.</source>
   <translation>
    <numerusform>%Ln left out.</numerusform>
    <numerusform>%Ln left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln part(s) could not be read and keep their old keys.</source>
   <translation>
    <numerusform>%Ln part could not be read and keep their old keys.</numerusform>
    <numerusform>%Ln parts could not be read and keep their old keys.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Added %Ln item(s)</source>
   <translation>
    <numerusform>Added %Ln item</numerusform>
    <numerusform>Added %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Adding %Ln item(s)</source>
   <translation>
    <numerusform>Adding %Ln item</numerusform>
    <numerusform>Adding %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Checked %Ln item(s)</source>
   <translation>
    <numerusform>Checked %Ln item</numerusform>
    <numerusform>Checked %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied out %Ln item(s)</source>
   <translation>
    <numerusform>Copied out %Ln item</numerusform>
    <numerusform>Copied out %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copying out %Ln item(s)</source>
   <translation>
    <numerusform>Copying out %Ln item</numerusform>
    <numerusform>Copying out %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Found %Ln group(s) of equal files</source>
   <translation>
    <numerusform>Found %Ln group of equal files</numerusform>
    <numerusform>Found %Ln groups of equal files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Imported %Ln item(s)</source>
   <translation>
    <numerusform>Imported %Ln item</numerusform>
    <numerusform>Imported %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln item(s) for good.</source>
   <translation>
    <numerusform>Removed %Ln item for good.</numerusform>
    <numerusform>Removed %Ln items for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln older version(s)</source>
   <translation>
    <numerusform>Removed %Ln older version</numerusform>
    <numerusform>Removed %Ln older versions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Repaired %Ln thing(s)</source>
   <translation>
    <numerusform>Repaired %Ln thing</numerusform>
    <numerusform>Repaired %Ln things</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sharing %Ln item(s)</source>
   <translation>
    <numerusform>Sharing %Ln item</numerusform>
    <numerusform>Sharing %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The rehearsal failed: %Ln finding(s).</source>
   <translation>
    <numerusform>The rehearsal failed: %Ln finding.</numerusform>
    <numerusform>The rehearsal failed: %Ln findings.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Wrote %Ln item(s) as plain files</source>
   <translation>
    <numerusform>Wrote %Ln item as plain files</numerusform>
    <numerusform>Wrote %Ln items as plain files</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>sharing</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>And %Ln more</numerusform>
    <numerusform>And %Ln more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Shared %Ln item(s)</source>
   <translation>
    <numerusform>Shared %Ln item</numerusform>
    <numerusform>Shared %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>and %Ln more</source>
   <translation>
    <numerusform>and %Ln more</numerusform>
    <numerusform>and %Ln more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>works</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
 </context>
</TS>
