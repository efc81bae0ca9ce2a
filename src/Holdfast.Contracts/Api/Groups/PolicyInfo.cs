namespace Holdfast.Contracts.Api.Groups;

/// <summary>All that a protection group says about how its members are protected. What is left out has its default.</summary>
/// <param name="RetentionDays">1…448 days on disk.</param>
/// <param name="SynchronizationMinutes">15, 30, 45, 60, 120, 240, 360, 720, or 1440; null: just before each recovery point.</param>
/// <param name="RecoveryPoints">When points of files are made; null: only on request.</param>
/// <param name="ExpressFull">When applications get an express full backup; null: only on request.</param>
/// <param name="Online">Null: the group sends nothing to the vault.</param>
/// <param name="BackupWindow">Null: scheduled work may run at any time.</param>
/// <param name="TimeZone">IANA name of the zone that all times of day are in.</param>
/// <param name="StartOffsetMinutes">0…59, added to every scheduled start.</param>
/// <param name="SlaHours">1…2,160 hours within which every member must get a recovery point; null: no alert.</param>
/// <param name="StaleAfterDays">1…365 days without contact after which a member that comes and goes is stale.</param>
/// <param name="AutoProtect">Containers whose contents join by themselves.</param>
/// <param name="Drills">When applications are recovered for proof (restore drills); null: only on request.</param>
public sealed record PolicyInfo(
    int RetentionDays = 14, int? SynchronizationMinutes = null, TimesInfo? RecoveryPoints = null, TimesInfo? ExpressFull = null, OnlineInfo? Online = null,
    ReplicaInfo? ReplicaCreation = null, CheckInfo? ConsistencyCheck = null, WindowInfo? BackupWindow = null, string TimeZone = "UTC", int StartOffsetMinutes = 0,
    bool Compress = true, ThrottleInfo? Throttle = null, ScriptInfo? PreScript = null, ScriptInfo? PostScript = null, int? SlaHours = null, int StaleAfterDays = 14,
    IReadOnlyList<AutoProtectionInfo>? AutoProtect = null, TimesInfo? Drills = null);
