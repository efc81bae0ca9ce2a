using System.Diagnostics;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Format.Keys;
using Holdfast.Vault.Remote;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>What a GiB to and from a vault service on this computer costs; docs/performance.md has the figures. HOLDFAST_BENCH=1 runs it.</summary>
public sealed class TransferCostTests(ITestOutputHelper output)
{
    private const int Packs = 32, PackSize = 32 << 20, ReadSize = 4 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void PutAndGet_OfAGibibyte_Measured(int threads)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HOLDFAST_BENCH") == "1", "Measures, and takes its time: set HOLDFAST_BENCH=1.");
        var folder = Directory.CreateTempSubdirectory("holdfast-cost-").FullName;
        using (var directory = VaultDirectory.Open(folder, TimeProvider.System))
        {
            directory.Create(new NewVault("Main"));
            using var service = OtherProcess.Serve(folder, 0);
            var credentials = VaultCredentials.Parse(directory.IssueCredentials("Main"));
            var options = new RemoteVaultOptions(TimeProvider.System, SystemRandomness.Instance);
            var registered = RemoteRegistration.Register(credentials, credentials.Address, credentials.Authority!, "server", TransferHost.First, replace: false, options);
            using var vault = RemoteVault.Connect(registered.Membership, registered.Key, registered.Transfer, options);
            var content = new byte[PackSize];
            new Random(1).NextBytes(content);
            Measure("PUT", service, threads, number =>
            {
                using var writer = vault.Prefix.BeginCreate(Name(number), PackSize);
                writer.WriteAt(0, content);
                writer.Commit(PackSize);
            });
            Measure("GET", service, threads, number =>
            {
                var read = new byte[ReadSize];
                for (var offset = 0; offset < PackSize; offset += ReadSize) vault.Prefix.Read(Name(number), offset, read);
                Assert.True(read.AsSpan().SequenceEqual(content.AsSpan(PackSize - ReadSize)));
            });
        }
        Directory.Delete(folder, recursive: true);
    }

    private static string Name(int number)
    {
        var id = number.ToString("x2", null) + new string('5', 62);
        return $"packs/{id[..2]}/{id}";
    }

    private void Measure(string what, OtherProcess service, int threads, Action<int> move)
    {
        using var own = Process.GetCurrentProcess();
        var (ownBefore, serviceBefore, began) = (own.TotalProcessorTime, service.Used, TimeProvider.System.GetTimestamp());
        var next = 0;
        var movers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= Packs) move(number);
        })).ToList();
        foreach (var mover in movers) mover.Start();
        foreach (var mover in movers) mover.Join();
        own.Refresh();
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var gib = (double)Packs * PackSize / (1 << 30);
        output.WriteLine($"{what}, {threads} threads: {gib * 1024 / seconds:F0} MiB/s; server {(own.TotalProcessorTime - ownBefore).TotalSeconds / gib:F2}, service {(service.Used - serviceBefore).TotalSeconds / gib:F2} CPU-s/GiB");
    }
}
