using Holdfast.Contracts.Api;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>A folder that is protected in a group of its own, with a first recovery point.</summary>
internal sealed class ProtectedSource : IDisposable
{
    private readonly Installation server;

    private ProtectedSource(Installation server) => this.server = server;

    internal string Path { get; } = Directory.CreateTempSubdirectory("holdfast-source-").FullName;

    /// <summary>Name of the datasource, as scripts write it.</summary>
    internal string Name => Path;

    internal required string Group { get; init; }

    internal static async Task<ProtectedSource> Make(Installation server, string group, bool online = false)
    {
        var folder = new ProtectedSource(server) { Group = group };
        Directory.CreateDirectory(folder.In("letters"));
        await File.WriteAllTextAsync(folder.In("report.txt"), "first");
        await File.WriteAllTextAsync(folder.In("letters/anna.txt"), "Dear Anna");
        var jobs = await server.Client.Protect(new ProtectRequest([folder.Path], group, Online: online));
        await folder.End(jobs);
        return folder;
    }

    internal string In(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>Makes another recovery point.</summary>
    internal async Task Back() => await End(await server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Path)));

    internal async Task<IReadOnlyList<RecoveryPointInfo>> Points() => (await server.Client.RecoveryPoints(Path)).RecoveryPoints;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private async Task End(JobList jobs)
    {
        foreach (var job in jobs.Jobs) Assert.Equal(JobStates.Succeeded, (await server.Client.WaitForJob(job.Id, null, TimeSpan.FromSeconds(1))).State);
    }
}
