using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.State;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>Everything that the points of a database hold together: a log that came with a later point serves earlier moments.</summary>
internal sealed class PointSets
{
    private readonly Dictionary<Guid, HeldSet> _sets = [];
    private readonly Dictionary<string, SqlState> _states = [];

    /// <param name="preferred">The point that was asked for; what it holds is read from it, the rest from the newest point that has it.</param>
    public PointSets(IReadOnlyList<PointDocument> points, string? preferred)
    {
        foreach (var point in points.OrderBy(point => point.Id == preferred ? 0 : 1).ThenByDescending(point => point.Created))
        {
            try
            {
                var state = SqlStateDocument.Read(point.Document.State);
                _states[point.Id] = state;
                foreach (var set in state.Sets.Where(set => set.Items.Count > 0)) _sets.TryAdd(set.Id, new HeldSet(set, point.Id));
            }
            catch (MalformedDataException malformed)
            {
                Unreadable.Add($"Point {point.Id} is left out: {malformed.Message}");
            }
        }
    }

    public List<string> Unreadable { get; } = [];

    public IEnumerable<BackupSet> Sets => _sets.Values.Select(held => held.Set);

    public HeldSet this[BackupSet set] => _sets[set.Id];

    public SqlState? State(string point) => _states.GetValueOrDefault(point);

    /// <summary>The database's name and server, as the newest point has them.</summary>
    public SqlState? Newest => _states.Values.MaxBy(state => state.Sets[^1].Finished);
}
