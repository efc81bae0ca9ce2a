using Holdfast.PowerShell.Views;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Groups;

namespace Holdfast.PowerShell.Objects;

/// <summary>
/// A protection group: as the server has it, as a modifiable copy that Set-DPMProtectionGroup commits, or new. Cmdlets that change a group work
/// on a modifiable one; a group that was given by its name alone is committed by the cmdlet itself.
/// </summary>
[View("Name", "ProtectionMethod", "NumberOfDatasources", "RetentionRangeDays", "IsModifiable")]
public sealed class ProtectionGroup : ServerObject
{
    private ProtectionGroup(DpmServer server, GroupInfo? info, GroupChanges? changes, bool isNamed) : base(server) =>
        (Info, Changes, IsNamed) = (info, changes, isNamed);

    internal static ProtectionGroup Of(DpmServer server, GroupInfo info) => new(server, info, null, isNamed: false);

    /// <summary>A group that a person named: what a cmdlet changes of it, it commits.</summary>
    internal static ProtectionGroup Named(DpmServer server, GroupInfo info) => new(server, info, Unchanged(info), isNamed: true);

    /// <summary>A copy to change.</summary>
    internal static ProtectionGroup Modifiable(DpmServer server, GroupInfo info) => new(server, info, Unchanged(info), isNamed: false);

    /// <summary>A group that the server does not have yet.</summary>
    internal static ProtectionGroup New(DpmServer server, string name) =>
        new(server, null, new GroupChanges { Name = name, Policy = new PolicyInfo(TimeZone: LocalZone.Name) }, isNamed: false);

    /// <summary>As the server had it when it was read or committed; null: it is new.</summary>
    internal GroupInfo? Info { get; set; }

    /// <summary>Null: not modifiable.</summary>
    internal GroupChanges? Changes { get; }

    /// <summary>Was given by its name, so that nobody holds it to commit it.</summary>
    internal bool IsNamed { get; }

    internal PolicyInfo Policy => Changes?.Policy ?? Info!.Policy;

    public string Name => Changes?.Name ?? Info!.Name;

    public string FriendlyName => Name;

    /// <summary>Null until a new group is committed.</summary>
    public string? ProtectionGroupId => Info?.Id;

    public bool IsModifiable => Changes is not null;

    /// <summary>Disk, or Disk and Online.</summary>
    public string ProtectionMethod => Policy.Online is null ? "Disk" : "Disk, Online";

    /// <summary>Members, with the changes that are not committed yet.</summary>
    public int NumberOfDatasources => (Info?.Sources.Count ?? 0) + (Changes is null ? 0 : Changes.Added.Count - Changes.Removed.Count(member => !member.OnlineOnly));

    public int RetentionRangeDays => Policy.RetentionDays;

    public int? SynchronizationFrequencyMinutes => Policy.SynchronizationMinutes;

    /// <summary>Nothing of it runs by schedule and nothing expires until it is resumed.</summary>
    public bool Suspended => Info?.Suspended ?? false;

    /// <summary>Whether its members, those that join with its commit among them, are applications or files.</summary>
    internal IEnumerable<bool> MembersAreApplications() =>
        (Info?.Sources ?? []).Select(source => source.Kind != Datasource.Files).Concat((Changes?.Added ?? []).Select(addition => addition.Datasource.IsApplication)).Distinct();

    public override string ToString() => Name;

    private static GroupChanges Unchanged(GroupInfo info) => new() { Name = info.Name, Policy = info.Policy };
}
