namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>Kinds of entries of an access list; others are kept as bytes.</summary>
public enum AceType : byte
{
    Allow = 0,
    Deny = 1,
    Audit = 2,
    Alarm = 3,
    ObjectAllow = 5,
    ObjectDeny = 6,
    ObjectAudit = 7,
    ObjectAlarm = 8,
    CallbackAllow = 9,
    CallbackDeny = 10,
    CallbackObjectAllow = 11,
    CallbackObjectDeny = 12,
    CallbackAudit = 13,
    CallbackObjectAudit = 15,
    Label = 17,
    ResourceAttribute = 18,
    ScopedPolicy = 19,
    TrustLabel = 20,
    AccessFilter = 21,
}
