using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Groups;

/// <summary>
/// Brings the server to what a modifiable group says: the group and its policy first, so that members join and leave under the rules that were meant.
/// What the server has taken is crossed off at once: where a later step fails, the next commit goes on with what is left.
/// </summary>
internal static class GroupCommit
{
    /// <returns>The jobs that the new members' first copies are made by.</returns>
    internal static IReadOnlyList<JobInfo> Run(ProtectionGroup group, CancellationToken stop)
    {
        var (client, changes) = (group.Server.Client, group.Changes!);
        group.Info = Write(client, group.Info, changes, stop);
        foreach (var member in changes.Removed.ToList())
        {
            Remove(client, group.Info.Id, member, stop);
            changes.Removed.Remove(member);
        }
        var jobs = new List<JobInfo>();
        // One request for each production server and kind of membership.
        foreach (var joining in changes.Added.GroupBy(member => (member.Datasource.Computer, member.Online, Options: Key(member.Options))).ToList())
        {
            var request = new ProtectRequest(
                [.. joining.Select(member => member.Datasource.LogicalPath)], group.Info.Name, Server: Production(group, joining.Key.Computer), Online: joining.Key.Online, Options: joining.First().Options);
            jobs.AddRange(client.Protect(request, stop).GetAwaiter().GetResult().Jobs);
            foreach (var member in joining) changes.Added.Remove(member);
        }
        group.Info = client.Group(group.Info.Id, stop).GetAwaiter().GetResult();
        return jobs;
    }

    /// <returns>The group as it is now.</returns>
    private static GroupInfo Write(HoldfastClient client, GroupInfo? before, GroupChanges changes, CancellationToken stop) => before is null
        ? client.CreateGroup(
            new CreateGroupRequest(changes.Name, Online: changes.Policy.Online is not null, Policy: changes.Policy, Exclude: changes.Exclude, ExcludeExtensions: changes.ExcludeExtensions), stop).GetAwaiter().GetResult()
        : client.ModifyGroup(
            before.Id, new ModifyGroupRequest(changes.Name == before.Name ? null : changes.Name, Exclude: changes.Exclude, ExcludeExtensions: changes.ExcludeExtensions, Policy: changes.Policy), stop).GetAwaiter().GetResult();

    private static void Remove(HoldfastClient client, string group, MemberRemoval member, CancellationToken stop)
    {
        var source = member.Datasource.DatasourceId ?? member.Datasource.LogicalPath;
        if (member.OnlineOnly)
        {
            client.Policies.ModifySource(new Contracts.Api.Groups.ModifySourceRequest(source, Online: false), stop).GetAwaiter().GetResult();
            return;
        }
        var place = (member.KeepDiskData, member.KeepOnlineData) switch { (true, false) => "online", (false, true) => "disk", _ => null };
        client.StopProtection(group, new StopProtectionRequest(DeleteData: !(member.KeepDiskData && member.KeepOnlineData), source, place), stop).GetAwaiter().GetResult();
    }

    /// <summary>Null: the server's own computer.</summary>
    private static string? Production(ProtectionGroup group, string computer) =>
        string.Equals(computer, group.Server.HostName, StringComparison.OrdinalIgnoreCase) ? null : computer;

    private static string Key(IReadOnlyDictionary<string, string>? options) =>
        options is null ? "" : string.Join('\n', options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"));
}
