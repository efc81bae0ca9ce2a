using System.Diagnostics;
using System.Runtime.CompilerServices;
using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Prefixes;
using Holdfast.VaultService.Tests.Keeping;
using Holdfast.VaultService.Tests.Prefixes;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Killing;

/// <summary>A piece of a service's work in a process of its own, which a fail point kills: this test program started again with variables set.</summary>
internal static class ServicePart
{
    /// <summary>128 and the number of SIGKILL.</summary>
    public const int Killed = 137;

    public const string VaultId = "aaaabbbbccccddddaaaabbbbccccdddd", Server = "0123456789abcdef0123456789abcdef";

    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private const string WorkVariable = "HOLDFAST_TEST_SERVICE_WORK", FolderVariable = "HOLDFAST_TEST_SERVICE_FOLDER";

    public static byte[] ContentOf(int number) => [.. Enumerable.Range(0, 2000).Select(i => (byte)(((i * 7) + number) % 251))];

    public static string Pack(int number)
    {
        var id = number.ToString("x2", null) + number.ToString("x62", null);
        return $"packs/{id[..2]}/{id}";
    }

    /// <returns>What the process wrote (names it got acknowledged), and whether it was killed.</returns>
    public static (IReadOnlyList<string> Acknowledged, bool WasKilled) Run(string work, string folder, string failPoint)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(ServicePart).Assembly.Location);
        start.Environment[WorkVariable] = work;
        start.Environment[FolderVariable] = folder;
        start.Environment["HOLDFAST_FAILPOINT"] = failPoint;
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Contains(process.ExitCode, new[] { 0, Killed });
        return (lines, process.ExitCode == Killed);
    }

    public static VaultDatabase OpenRecords(string folder)
    {
        var database = VaultDatabase.Open(folder);
        var vaults = new VaultTable(database);
        if (vaults.Get(VaultId) is null)
            database.Write((connection, transaction) =>
            {
                vaults.Add(new VaultRow(VaultId, "Main", "folder:storage", "", "", VaultStates.Active, new VaultRules(14, 0, false, VaultRules.Hot), Start), connection, transaction);
                return true;
            });
        return database;
    }

    public static FolderBlobStore OpenStorage(string folder) => new(Path.Combine(folder, "storage"));

    public static UpkeepReport Upkeep(VaultDatabase database, IBlobStore storage, FakeTimeProvider clock) =>
        new VaultUpkeep(database, new KeptVaults(storage, Server), clock, UpkeepOptions.Default with { VerifyBytesPerSecond = 0 }).RunOnce(CancellationToken.None);

    /// <summary>Days go by as they do for a service that runs.</summary>
    public static FakeTimeProvider After(VaultDatabase database, int days)
    {
        var clock = new FakeTimeProvider(Start);
        for (var day = 0; day < days; day++)
        {
            new VaultClock(database, clock).Observe();
            clock.Advance(TimeSpan.FromDays(1));
        }
        return clock;
    }

    [ModuleInitializer]
    internal static void DoWork()
    {
        if (Environment.GetEnvironmentVariable(WorkVariable) is not { } work) return;
        try
        {
            Do(work, Environment.GetEnvironmentVariable(FolderVariable)!);
            Environment.Exit(0);
        }
        catch (Exception error)
        {
            System.Console.Error.WriteLine(error);
            Environment.Exit(99);
        }
    }

    private static void Do(string work, string folder)
    {
        using var database = OpenRecords(folder);
        using var storage = OpenStorage(folder);
        var clock = After(database, work is "purge" ? 15 : 0);
        if (work is "purge" or "withdraw")
        {
            Upkeep(database, storage, clock);
            return;
        }
        using var prefix = new ServerPrefix(database, VaultId, Server, storage, new OnePin(), clock);
        if (work == "retire")
        {
            prefix.Retire([Pack(1), Pack(2), "owners/1", "owners/2"], null);
            System.Console.WriteLine("retired");
            return;
        }
        for (var number = 1; number <= 3; number++)
        {
            prefix.Create(Pack(number), ContentOf(number));
            System.Console.WriteLine(Pack(number));
        }
    }
}
