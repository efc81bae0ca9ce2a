namespace Holdfast.Server.Changes;

/// <summary>What something can change about.</summary>
internal enum ChangeTopic
{
    Jobs,
    Alerts,
    Sources,
    Groups,
    Disks,
    Agents,
    Vault,
    Points,
    Accounts,
}
