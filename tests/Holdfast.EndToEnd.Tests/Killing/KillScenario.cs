using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>
/// An installation with points on disk and in the vault; then work of every kind until the server dies; then a new server, and the question
/// whether all that was acknowledged is there and nothing else is half there.
/// </summary>
internal sealed class KillScenario : IDisposable
{
    private static readonly TimeSpan moment = TimeSpan.FromMinutes(1);
    private readonly Installation holdfast;
    private readonly Dictionary<string, ExpectedPoint> points;
    private readonly string source, other, first, alone;

    internal KillScenario(KillGround ground)
    {
        var prepared = ground.Restore();
        holdfast = new Installation(ground.Root, PreparedPoints.DataName);
        points = new Dictionary<string, ExpectedPoint>(prepared.Expected);
        (source, other, first, alone) = (prepared.Source, prepared.Other, prepared.First, prepared.Alone);
    }

    internal void WorkUntilKilled(string failPoint)
    {
        var server = holdfast.TryStart(failPoint);
        foreach (var step in Steps())
        {
            if (server.HasEnded) break;
            step();
        }
        Assert.True(server.WasKilled(moment), $"{failPoint} was never reached.");
    }

    internal void AssertWhole()
    {
        holdfast.Start();
        // Backups and uploads go on by themselves; only upkeep may have failed as interrupted.
        var interrupted = holdfast.Settled().Where(job => job.Errors.Any(error => error.Code == ErrorCode.JobInterrupted));
        Assert.All(interrupted, job => Assert.Contains(job.Type, (string[])[JobTypes.Collection, JobTypes.DiskRemoval]));
        AssertPoints(online: false);
        AssertPoints(online: true);
        AssertNoAlert();
        holdfast.VerifyBoth();

        SampleTree.Write(source, "afterwards.bin", 50_000);
        var next = Acknowledged(source, holdfast.Done("recovery-point", "create", source, "--online").RecoveryPoint!, online: true);
        holdfast.Done("pool", "collect");
        holdfast.Done("pool", "collect", "--online");
        foreach (var online in (bool[])[false, true]) SampleTree.AssertSame(points[next].Content, holdfast.Recover(source, next, online));
        // That they still hold what they held is what reading all of both copies says.
        AssertListed(online: false);
        AssertListed(online: true);
        holdfast.VerifyBoth();
    }

    public void Dispose() => holdfast.Dispose();

    /// <summary>Only a point whose deletion was cut off may be missed.</summary>
    private void AssertNoAlert()
    {
        var cutOff = points.Where(point => Presence.Unknown == point.Value.OnDisk || Presence.Unknown == point.Value.Online).Select(point => point.Key).ToList();
        Assert.DoesNotContain(
            holdfast.Alerts(), alert => alert.Subject == "catalog" || (alert.Subject == "points" && !(alert.Message.StartsWith("1 ", StringComparison.Ordinal) && cutOff.Any(alert.Message.Contains))));
    }

    private IEnumerable<Action> Steps()
    {
        yield return () => Delete(alone, online: false);
        yield return () => Delete(first, online: false);
        yield return () => Collect(online: false);
        yield return () => Collect(online: false);
        yield return ChangeAndProtect;
        yield return () => Delete(first, online: true);
        yield return () => Collect(online: true);
        yield return () => Collect(online: true);
        yield return () => MoveToAnotherDisk();
        yield return ChangeAndProtect;
    }

    private string Acknowledged(string path, string id, bool online)
    {
        points[id] = ExpectedPoint.Of(path, online);
        return id;
    }

    private void Delete(string id, bool online)
    {
        string[] arguments = ["recovery-point", "delete", id];
        // Its own vault has no floors, so this takes no PIN.
        var isDone = holdfast.Run(online ? [.. arguments, "--online"] : arguments).ExitCode == 0;
        points[id] = points[id].With(online, isDone ? Presence.Gone : Presence.Unknown);
    }

    private void Collect(bool online) => holdfast.Run(online ? ["pool", "collect", "--online", "--wait"] : ["pool", "collect", "--wait"]);

    private void ChangeAndProtect()
    {
        SampleTree.Write(source, "four.bin", 100_000, seed: points.Count);
        SampleTree.Write(source, "a.txt", 3_000, seed: points.Count);
        var outcome = holdfast.Run("recovery-point", "create", source, "--online", "--wait", "--json");
        if (outcome.ExitCode == 0) Acknowledged(source, outcome.Job.RecoveryPoint!, online: true);
    }

    private void MoveToAnotherDisk()
    {
        var disk = holdfast.InRoot("second-disk");
        Directory.CreateDirectory(disk);
        if (holdfast.Run("disk", "add", disk).ExitCode != 0) return;
        var listed = holdfast.Run("disk", "list", "--json");
        if (listed.ExitCode != 0) return;
        var old = listed.Json.GetProperty("disks").EnumerateArray().Single(found => found.GetProperty("path").GetString() == holdfast.Pool);
        holdfast.Run("disk", "remove", old.GetProperty("id").GetString()!, "--wait");
    }

    private void AssertPoints(bool online)
    {
        foreach (var id in AssertListed(online))
        {
            // One that is listed without having been acknowledged was made by the run that died: it must be all that was there.
            var content = points.TryGetValue(id, out var known) ? known.Content : SampleTree.Read(source).Where(item => item.Key != "afterwards.bin").ToDictionary();
            var path = id == alone ? other : source;
            SampleTree.AssertSame(content, holdfast.Recover(path, id, online), $"Point {id}, {(online ? "vault" : "pool")}.");
        }
    }

    private HashSet<string> AssertListed(bool online)
    {
        var listed = holdfast.Points(online).Where(point => online ? point.Online : point.Disk).Select(point => point.Id).ToHashSet();
        foreach (var (id, expected) in points)
        {
            var presence = online ? expected.Online : expected.OnDisk;
            if (presence != Presence.Unknown) Assert.True(listed.Contains(id) == (presence == Presence.There), $"Point {id} is {(listed.Contains(id) ? "" : "not ")}listed {(online ? "in the vault" : "on disk")}.");
        }
        return listed;
    }
}
