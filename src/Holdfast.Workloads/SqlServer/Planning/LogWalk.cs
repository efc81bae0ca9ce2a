namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Walks from a restored base along every chain of logs, fewest steps first; each log is applied once.</summary>
internal static class LogWalk
{
    /// <param name="goOn">Whether to look beyond a position.</param>
    public static IEnumerable<Edge> From(LogGraph graph, LogPosition start, Func<LogPosition, bool> goOn)
    {
        var seen = new HashSet<(Guid, Lsn)>();
        var open = new Queue<(LogPosition Position, Edge? By)>([(start, null)]);
        while (open.TryDequeue(out var node))
        {
            if (!goOn(node.Position)) continue;
            foreach (var step in graph.Next(node.Position))
            {
                if (!seen.Add((step.Set.Id, step.StopBefore))) continue;
                var edge = new Edge(step, node.Position, graph.After(step), node.By);
                yield return edge;
                open.Enqueue((edge.After, edge));
            }
        }
    }

    /// <summary>One log applied on the way.</summary>
    internal sealed record Edge(LogStep Step, LogPosition Before, LogPosition After, Edge? Previous)
    {
        public IReadOnlyList<LogStep> Path()
        {
            var path = new List<LogStep>();
            for (var edge = this; edge is not null; edge = edge.Previous) path.Add(edge.Step);
            path.Reverse();
            return path;
        }
    }
}
