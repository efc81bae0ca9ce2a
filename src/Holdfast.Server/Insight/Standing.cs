using Holdfast.Protection.Goals;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Insight;

/// <summary>How a datasource stands to its goals.</summary>
/// <param name="Group">Null: its protection has been stopped.</param>
/// <param name="NextRun">When its group next does scheduled work.</param>
internal sealed record Standing(StandingRow Row, GroupRow? Group, GoalState State, DateTimeOffset? NextRun)
{
    internal string Id => Row.Id;

    internal DateTimeOffset? Newest => CatalogTime.To(Row.Newest);

    /// <summary>In the words of the API.</summary>
    internal string StateName => NameOf(State);

    internal static string NameOf(GoalState state) => state.ToString().ToLowerInvariant();
}
