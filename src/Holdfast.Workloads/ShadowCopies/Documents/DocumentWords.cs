using System.Collections.Frozen;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Words that the documents use for the values of VSS's enumerations: those of real documents, and for values that none of these has, the word of vswriter.h and vss.h. A word that is not
/// known counts as undefined and is told.</summary>
internal static class DocumentWords
{
    public static readonly FrozenDictionary<string, WriterUsage> Usages = new Dictionary<string, WriterUsage>
    {
        ["BOOTABLE_SYSTEM_STATE"] = WriterUsage.BootableSystemState,
        ["SYSTEM_SERVICE"] = WriterUsage.SystemService,
        ["USER_DATA"] = WriterUsage.UserData,
        ["OTHER"] = WriterUsage.Other,
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, WriterSource> Sources = new Dictionary<string, WriterSource>
    {
        ["TRANSACTION_DB"] = WriterSource.TransactedDatabase,
        ["NONTRANSACTEDDB"] = WriterSource.NonTransactedDatabase,
        ["OTHER"] = WriterSource.Other,
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, RestoreMethod> Methods = new Dictionary<string, RestoreMethod>
    {
        ["RESTORE_IF_NOT_THERE"] = RestoreMethod.IfNotThere,
        ["RESTORE_IF_CAN_BE_REPLACED"] = RestoreMethod.IfCanReplace,
        ["STOP_RESTORE_START"] = RestoreMethod.StopRestoreStart,
        ["RESTORE_TO_ALTERNATE_LOCATION"] = RestoreMethod.ToAlternateLocation,
        ["REPLACE_AT_REBOOT"] = RestoreMethod.AtReboot,
        ["REPLACE_AT_REBOOT_IF_CANNOT_REPLACE"] = RestoreMethod.AtRebootIfCannotReplace,
        ["CUSTOM"] = RestoreMethod.Custom,
        ["RESTORE_STOP_START"] = RestoreMethod.RestoreStopStart,
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, WriterParticipation> Participations = new Dictionary<string, WriterParticipation>
    {
        ["never"] = WriterParticipation.Never,
        ["ifReplaceFails"] = WriterParticipation.IfReplaceFails,
        ["always"] = WriterParticipation.Always,
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, ShadowBackupType> BackupTypes = new Dictionary<string, ShadowBackupType>
    {
        ["full"] = ShadowBackupType.Full,
        ["incremental"] = ShadowBackupType.Incremental,
        ["differential"] = ShadowBackupType.Differential,
        ["log"] = ShadowBackupType.Log,
        ["copy"] = ShadowBackupType.Copy,
        ["other"] = ShadowBackupType.Other,
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, ComponentKind> Kinds = new Dictionary<string, ComponentKind>
    {
        ["database"] = ComponentKind.Database,
        ["filegroup"] = ComponentKind.FileGroup,
    }.ToFrozenDictionary();
}
