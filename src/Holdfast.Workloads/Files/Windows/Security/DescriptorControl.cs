namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>Control bits of a security descriptor.</summary>
[Flags]
public enum DescriptorControl
{
    None = 0,
    OwnerDefaulted = 0x1,
    GroupDefaulted = 0x2,
    HasAccessList = 0x4,
    AccessListDefaulted = 0x8,
    HasAuditList = 0x10,
    AuditListDefaulted = 0x20,
    AccessListInheritRequired = 0x100,
    AuditListInheritRequired = 0x200,
    AccessListInherited = 0x400,
    AuditListInherited = 0x800,
    AccessListProtected = 0x1000,
    AuditListProtected = 0x2000,
    ResourceManager = 0x4000,
    SelfRelative = 0x8000,
}
