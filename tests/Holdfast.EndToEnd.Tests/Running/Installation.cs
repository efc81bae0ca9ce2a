using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;

namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>A data folder of its own, its server, and room for sources and recovered trees; all of it gone after the test.</summary>
internal sealed class Installation : IDisposable
{
    /// <summary>
    /// Deleted data goes from the pool at the next collection, small disks are taken, and two workers do. How full the disk of this computer is raises no alert: tests are not of that.
    /// </summary>
    internal const string Settings =
        """{ "poolSoftDeleteHours": 0, "smallestDiskMiB": 16, "workers": 2, "compressionLevel": 1, "diskThresholdPercent": 100, "poolThresholdPercent": 100 }""";

    private readonly bool ownsRoot;
    private ServerProcess? server;
    private int recovered;

    internal Installation() : this(Directory.CreateTempSubdirectory("holdfast-e2e-").FullName, "data") => ownsRoot = true;

    /// <summary>Another installation within the folder of the first.</summary>
    internal Installation(string root, string name)
    {
        Root = root;
        DataDirectory = Path.Combine(root, name);
        Directory.CreateDirectory(DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Data("settings.json"), Settings);
    }

    internal string Root { get; }

    internal string DataDirectory { get; }

    internal string Pool => Data("pool");

    /// <summary>Connection text of the catalog's database; null for SQLite.</summary>
    internal string? Catalog { get; init; }

    /// <summary>Certificates, in PEM, that the server trusts besides those of this computer; null for none.</summary>
    internal string? Trusted { get; init; }

    internal ServerProcess Server => server ?? throw new InvalidOperationException("The server has not been started.");

    internal string Data(string name) => Path.Combine(DataDirectory, name);

    internal string InRoot(string name) => Path.Combine(Root, name);

    /// <summary>Starts the server and waits until it is ready or has ended.</summary>
    internal ServerProcess TryStart(string? failPoint = null, params string[] wrapper)
    {
        server?.Dispose();
        var start = Executable.Start(["up", "--port", "0", "--data", DataDirectory], wrapper);
        if (failPoint is not null) start.Environment["HOLDFAST_FAILPOINT"] = failPoint;
        if (Catalog is not null) start.Environment["HOLDFAST_CATALOG"] = Catalog;
        if (Trusted is not null)
        {
            File.WriteAllText(InRoot("trusted.pem"), Trusted);
            start.Environment["SSL_CERT_FILE"] = InRoot("trusted.pem");
        }
        return server = new ServerProcess(start);
    }

    internal Installation Start(params string[] wrapper)
    {
        Assert.True(TryStart(null, wrapper).IsReady, $"The server did not start: {Server.Said}");
        return this;
    }

    internal void Stop()
    {
        Run("down").Expect(0);
        Assert.Equal(0, Server.ExitCode);
    }

    internal void Restart()
    {
        Stop();
        Start();
    }

    internal Outcome Run(params string[] arguments) =>
        Tool.Finish(Executable.Start([.. arguments, "--data", DataDirectory]), "holdfast " + string.Join(' ', arguments));

    /// <summary>Runs a command that must succeed, with --json.</summary>
    internal Outcome Do(params string[] arguments) => Run([.. arguments, "--json"]).Expect(0);

    /// <summary>Runs a job to its end and gives it whatever became of it.</summary>
    internal (int ExitCode, JobInfo Job) Job(params string[] arguments)
    {
        var outcome = Run([.. arguments, "--wait", "--json"]);
        Assert.True(outcome.Output.StartsWith("{\"id\"", StringComparison.Ordinal), $"{outcome.Command}: exit code {outcome.ExitCode}, no job\n{outcome.Output}\n{outcome.Error}");
        return (outcome.ExitCode, outcome.Job);
    }

    /// <summary>Runs a job that must succeed.</summary>
    internal JobInfo Done(params string[] arguments)
    {
        var outcome = Run([.. arguments, "--wait", "--json"]).Expect(0);
        Assert.Equal("succeeded", outcome.Job.State);
        return outcome.Job;
    }

    internal IReadOnlyList<RecoveryPointInfo> Points(bool online = false) => Ask(server => server.RecoveryPoints(online: online)).RecoveryPoints;

    internal IReadOnlyList<JobInfo> Jobs() => Ask(server => server.Jobs(new JobQuery())).Jobs;

    /// <summary>Waits until no job is queued or runs, and gives all of them.</summary>
    internal IReadOnlyList<JobInfo> Settled()
    {
        var jobs = Jobs();
        while (jobs.FirstOrDefault(job => !job.HasEnded) is { } live)
        {
            Ask(server => server.WaitForJob(live.Id, null, default));
            jobs = Jobs();
        }
        return jobs;
    }

    internal IReadOnlyList<AlertInfo> Alerts() => Ask(server => server.Alerts()).Alerts;

    /// <summary>Recovers everything of a point into a new folder, without a fault.</summary>
    internal string Recover(string source, string at = "latest", bool online = false)
    {
        var target = NewFolder();
        string[] arguments = ["recover", source, "--at", at, "--to", target];
        Done(online ? [.. arguments, "--online"] : arguments);
        return target;
    }

    internal string NewFolder() => InRoot($"recovered-{DataDirectory.Split('/')[^1]}-{++recovered}");

    /// <summary>Both copies are whole.</summary>
    internal void VerifyBoth()
    {
        foreach (var place in (string[])["--pool", "--vault"])
        {
            var (_, job) = Job("verify", place);
            Assert.True(job.State == "succeeded" && job.Verification!.Damages.Count == 0, $"verify {place}: {JsonSerializer.Serialize(job, ApiJson.Default.JobInfo)}");
        }
    }

    // What tests look at between what they do is asked of the server itself: a program for each question was a good part of their time.
    private T Ask<T>(Func<HoldfastClient, Task<T>> question)
    {
        using var client = new HoldfastClient(new Uri(LocalInstallation.Of(DataDirectory).Url), LocalInstallation.Token(DataDirectory));
        return question(client).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        server?.Dispose();
        if (!ownsRoot) return;
        // By rm: paths below may be longer than any single call of the system takes.
        Tool.Run("chattr", "-R", "-i", Root);
        Tool.Run("rm", "-rf", "--one-file-system", Root);
    }
}
