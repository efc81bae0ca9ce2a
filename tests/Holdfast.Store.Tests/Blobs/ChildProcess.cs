using System.Diagnostics;
using System.Runtime.CompilerServices;
using Holdfast.Store.Blobs;
using Holdfast.Store.Pool;

namespace Holdfast.Store.Tests.Blobs;

/// <summary>Runs a piece of work in a process of its own, which a fail point may kill: this test program started again with a variable set.</summary>
internal static class ChildProcess
{
    /// <summary>128 and the number of SIGKILL.</summary>
    public const int Killed = 137;

    private const string WorkVariable = "HOLDFAST_TEST_WORK", FolderVariable = "HOLDFAST_TEST_FOLDER";

    private static readonly Dictionary<string, Action<string>> Works = new()
    {
        ["blob-create"] = folder => new FolderBlobStore(folder).Create("a/b", [1, 2, 3]),
        ["pool-open"] = folder => PoolDisks.Open(null, [folder]).Dispose(),
        ["pool-create"] = folder => PoolDisks.Open(null, [folder]).Create("points/p", [1, 2, 3]),
        ["pool-delete"] = folder => PoolDisks.Open(null, [folder]).Delete("points/old"),
        ["pool-remove"] = RemoveFirstDisk,
    };

    /// <returns>The exit code: 0 done, 1 and more failed with that <see cref="StorageFault"/>, 99 failed otherwise.</returns>
    public static int Run(string work, string folder, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.Environment[WorkVariable] = work;
        start.Environment[FolderVariable] = folder;
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    [ModuleInitializer]
    internal static void DoWork()
    {
        if (Environment.GetEnvironmentVariable(WorkVariable) is not { } work) return;
        try
        {
            Works[work](Environment.GetEnvironmentVariable(FolderVariable)!);
            Environment.Exit(0);
        }
        catch (StorageException error)
        {
            Environment.Exit(1 + (int)error.Fault);
        }
        catch (Exception)
        {
            Environment.Exit(99);
        }
    }

    private static void RemoveFirstDisk(string folder)
    {
        using var pool = PoolDisks.Open(null, [folder]);
        pool.Remove(pool.Disks[0].Id);
    }
}
