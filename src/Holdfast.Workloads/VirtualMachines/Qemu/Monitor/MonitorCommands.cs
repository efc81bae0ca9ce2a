using System.Text.Json.Nodes;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>Commands of the monitor as backups need them.</summary>
internal sealed class MonitorCommands(QmpConnection qmp, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Creates an image in QEMU's own process, so that it can open it whatever account it runs under.</summary>
    public void Create(string job, JsonObject options)
    {
        qmp.Execute("blockdev-create", new JsonObject { ["job-id"] = job, ["options"] = options });
        string? fault = null;
        QmpConnection.WaitUntil(() =>
        {
            var state = Jobs().FirstOrDefault(candidate => candidate.Id == job);
            fault = state.Error;
            return state.Status is "concluded" or null;
        }, "a new image", clock, Patience);
        qmp.Execute("job-dismiss", new JsonObject { ["id"] = job });
        if (fault is not null) throw new QemuException("", $"QEMU could not create an image: {fault}");
    }

    public IReadOnlyList<(string Id, string? Status, string? Error)> Jobs() =>
        [.. ((System.Text.Json.JsonElement?)qmp.Execute("query-jobs")).Items().Select(job => (job.Text("id") ?? "", job.Text("status"), job.Text("error")))];

    public IReadOnlyList<string> Exports() => [.. qmp.TryExecute("query-block-exports").Items().Select(export => export.Text("id") ?? "")];

    public IReadOnlyList<string> Nodes() =>
        [.. ((System.Text.Json.JsonElement?)qmp.Execute("query-named-block-nodes", new JsonObject { ["flat"] = true })).Items().Select(node => node.Text("node-name") ?? "")];

    /// <summary>Ends and removes exports, jobs, and nodes whose names begin with a prefix, whoever made them.</summary>
    /// <returns>How many there were.</returns>
    public int Sweep(string prefix)
    {
        bool IsOurs(string name) => name.StartsWith(prefix, StringComparison.Ordinal);
        var exports = Exports().Where(IsOurs).ToList();
        foreach (var export in exports) qmp.Execute("block-export-del", new JsonObject { ["id"] = export, ["mode"] = "hard" });
        QmpConnection.WaitUntil(() => !Exports().Any(IsOurs), "the end of an export", clock, Patience);
        var jobs = Jobs().Where(job => IsOurs(job.Id)).ToList();
        foreach (var (id, status, _) in jobs) qmp.TryExecute(status == "concluded" ? "job-dismiss" : "job-cancel", new JsonObject { ["id"] = id });
        QmpConnection.WaitUntil(() =>
        {
            var left = Jobs().Where(job => IsOurs(job.Id)).ToList();
            foreach (var (id, status, _) in left.Where(job => job.Status == "concluded")) qmp.TryExecute("job-dismiss", new JsonObject { ["id"] = id });
            return left.Count == 0;
        }, "the end of a job", clock, Patience);
        // Layers first: a node goes when nothing lies over it any more.
        var nodes = Nodes().Where(IsOurs).OrderByDescending(name => name.LastIndexOf("-s", StringComparison.Ordinal) > name.LastIndexOf("-f", StringComparison.Ordinal)).ToList();
        foreach (var node in nodes) qmp.Execute("blockdev-del", new JsonObject { ["node-name"] = node });
        return exports.Count + jobs.Count + nodes.Count;
    }

    public void Carry(string node, IEnumerable<MarkStep> steps)
    {
        var actions = new JsonArray();
        foreach (var step in steps) actions.Add(Action(node, step));
        if (actions.Count > 0) Transaction(actions);
    }

    /// <summary>All of it at one moment, or nothing.</summary>
    public void Transaction(JsonArray actions) => qmp.Execute("transaction", new JsonObject { ["actions"] = actions });

    public static JsonObject Action(string node, MarkStep step) => step.Kind switch
    {
        MarkStepKind.Enable => Action("block-dirty-bitmap-enable", new JsonObject { ["node"] = node, ["name"] = step.Bitmap }),
        MarkStepKind.Merge => Action("block-dirty-bitmap-merge", new JsonObject { ["node"] = node, ["target"] = step.Bitmap, ["bitmaps"] = new JsonArray(step.From) }),
        _ => Action("block-dirty-bitmap-remove", new JsonObject { ["node"] = node, ["name"] = step.Bitmap }),
    };

    public static JsonObject Action(string type, JsonObject data) => new() { ["type"] = type, ["data"] = data };
}
