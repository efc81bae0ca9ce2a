using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Holdfast.Contracts.Vault;
using Holdfast.Format.Keys;
using Holdfast.Vault.Connections;
using Holdfast.Vault.Remote;
using Holdfast.VaultService.Hosting;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>A vault service, or a server that pushes, in a process of its own that can be killed: this test program started again with variables set.</summary>
internal sealed class OtherProcess : IDisposable
{
    /// <summary>128 and the number of SIGKILL.</summary>
    public const int Killed = 137;

    private const string Variable = "HOLDFAST_TEST_TRANSFER_WORK";
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);
    private readonly Process process;

    private OtherProcess(string[] work, string? failPoint)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        // The program's own part stands still meanwhile.
        start.ArgumentList.Add("-waitForDebugger");
        start.Environment[Variable] = string.Join('\n', work);
        if (failPoint is not null) start.Environment["HOLDFAST_FAILPOINT"] = failPoint;
        process = Process.Start(start)!;
    }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan Used
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Serves a data folder, and returns when it is ready.</summary>
    /// <param name="port">0 for any.</param>
    public static OtherProcess Serve(string folder, int port, string? failPoint = null)
    {
        var served = new OtherProcess(["serve", folder, port.ToString(CultureInfo.InvariantCulture)], failPoint);
        while (served.process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith("The vault service is ready", StringComparison.Ordinal)) return served;
        throw new InvalidOperationException($"The service ended with {served.WaitForEnd()}.");
    }

    /// <summary>Pushes, and dies at the upload of a pack.</summary>
    public static OtherProcess Push(VaultMembership membership, byte[] key, int files, int at, bool isAfter) => new(
        [
            "push", membership.VaultId, membership.ServerId, membership.Address, membership.Authority!, membership.Certificate!, Convert.ToBase64String(key),
            files.ToString(CultureInfo.InvariantCulture), at.ToString(CultureInfo.InvariantCulture), isAfter ? "after" : "before",
        ],
        failPoint: null);

    public int WaitForEnd()
    {
        Assert.True(process.WaitForExit(patience), "The process does not end.");
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    [ModuleInitializer]
    internal static void DoWork()
    {
        // On a thread of its own: until an initializer has returned, other threads cannot use what is in this module.
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is { } work) new Thread(() => Do(work)) { IsBackground = true }.Start();
    }

    private static void Do(string[] work)
    {
        try
        {
            if (work[0] == "serve")
            {
                var options = new VaultHostOptions(work[1], int.Parse(work[2], CultureInfo.InvariantCulture), HostNames: ["localhost"]);
                Environment.Exit(VaultHost.Run(options, System.Console.Out, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult());
            }
            var membership = new VaultMembership(work[1], "Vault", work[2], "Server", work[3], work[4], work[5]);
            using var vault = RemoteVault.Connect(membership, Convert.FromBase64String(work[6]), VaultTransfers.Service, new RemoteVaultOptions(TimeProvider.System, SystemRandomness.Instance)
            {
                Between = inner => new DyingNetwork(inner, int.Parse(work[8], CultureInfo.InvariantCulture), work[9] == "after"),
            });
            using var scene = new PushScene(int.Parse(work[7], CultureInfo.InvariantCulture));
            scene.Push(vault.Prefix);
            Environment.Exit(0);
        }
        catch (Exception error)
        {
            System.Console.Error.WriteLine(error);
            Environment.Exit(99);
        }
    }
}
