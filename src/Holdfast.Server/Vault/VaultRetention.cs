using System.Collections.Concurrent;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.VaultService.Prefixes;
using VaultStates = Holdfast.Server.Alerts.VaultStates;

namespace Holdfast.Server.Vault;

/// <summary>
/// Tells the vault what the policies keep in it, so that it can hold its floors: when a policy changes, which the vault may refuse, and again with every point that is
/// sent, which must not fail for it.
/// </summary>
internal sealed class VaultRetention(ServerCatalog catalog, IEngine engine, AlertBoard alerts)
{
    private readonly ConcurrentDictionary<string, SourceRetention> told = new();

    /// <summary>A group is about to be kept like this. A vault that does not answer learns it with the next point.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.RetentionBelowFloor"/> and what else the vault says against it.</exception>
    internal void Declare(GroupRow group, string? vaultPin)
    {
        var goal = group.OnlineGoal;
        var members = catalog.Sources.OfGroup(group.Id).Where(source => group.Online || source.Online).Select(source => Of(source.Id, goal)).ToList();
        if (!group.Online && members.Count == 0) return;
        if (engine.Contact is not { State: VaultStates.Connected, Standing: var standing }) return;
        if (members.Count == 0)
        {
            // Nothing of the group is in the vault yet, so the vault cannot be asked: its rule is known.
            if (standing is { Rules.HasRetentionFloors: true } && vaultPin is null && IsBelowFloor(goal))
                throw new HoldfastException(ErrorCode.RetentionBelowFloor, $"The vault {standing.VaultName} keeps more than the policy of '{group.Name}' would.");
            return;
        }
        engine.DeclareRetention(members, vaultPin);
        foreach (var member in members)
        {
            told[member.Source] = member;
            alerts.Resolve(ErrorCode.VaultRetentionRefused, member.Source);
        }
    }

    /// <summary>A point of a datasource is about to be sent.</summary>
    internal void DeclareBeforePush(SourceRow source)
    {
        if (source.GroupId is null || catalog.Groups.ById(source.GroupId) is not { } group) return;
        var kept = Of(source.Id, group.OnlineGoal);
        if (told.TryGetValue(source.Id, out var before) && before == kept) return;
        try
        {
            engine.DeclareRetention([kept], vaultPin: null);
            alerts.Resolve(ErrorCode.VaultRetentionRefused, source.Id);
        }
        catch (HoldfastException refusal) when (refusal.Code is ErrorCode.RetentionBelowFloor or ErrorCode.VaultPinMissing)
        {
            alerts.Raise(AlertBoard.Warning, ErrorCode.VaultRetentionRefused, source.Id, $"{source.Path}: the vault holds on to what it was told before: {refusal.Message}");
        }
        told[source.Id] = kept;
    }

    private static SourceRetention Of(string sourceId, OnlineGoal goal) =>
        new(sourceId, goal.DailyDays, goal.Weekly?.Weeks ?? 0, goal.Monthly?.Months ?? 0, goal.Yearly?.Years ?? 0);

    private static bool IsBelowFloor(OnlineGoal goal) =>
        goal.DailyDays is > 0 and < RetentionFloor.Days || goal.Weekly?.Weeks < RetentionFloor.Weeks || goal.Monthly?.Months < RetentionFloor.Months || goal.Yearly?.Years < RetentionFloor.Years;
}
