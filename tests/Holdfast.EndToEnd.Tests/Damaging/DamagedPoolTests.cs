using Holdfast.Contracts.Api;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Damaging;

/// <summary>Bits that turn over in the pool: found wherever they are, named, and healed from the vault.</summary>
public sealed class DamagedPoolTests : IDisposable
{
    private const int Step = 4096;
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void Verify_BitFlippedEvery4KiB_IsAlwaysFoundAndNamed()
    {
        var source = holdfast.InRoot("source");
        Directory.CreateDirectory(source);
        SampleTree.Write(source, "only.bin", 40_000);
        var point = holdfast.Start().Done("protect", source).RecoveryPoint!;

        foreach (var pack in PackFiles.Of(holdfast.Pool))
        {
            var length = new FileInfo(pack).Length;
            for (var at = 0L; at < length + Step - 1; at += Step)
            {
                var place = Math.Min(at, length - 1);
                PackFiles.Flip(pack, place);
                var (exitCode, job) = holdfast.Job("verify", "--pool");
                PackFiles.Flip(pack, place);
                Assert.True(exitCode == 1 && job.Verification!.Damages.Count > 0, $"A bit flipped at {place} of {length} in {pack} was not found.");
                Assert.Contains(job.Verification.Damages, damage => damage.Pack == Path.GetFileName(pack));
                Assert.All(job.Verification.Damages.SelectMany(damage => damage.RecoveryPoints), id => Assert.Equal(point, id));
            }
        }
        Assert.Empty(holdfast.Job("verify", "--pool").Job.Verification!.Damages);
    }

    [Theory]
    [InlineData("header", false)]
    [InlineData("middle", false)]
    [InlineData("footer", false)]
    [InlineData("truncated", false)]
    [InlineData("removed", false)]
    [InlineData("header", true)]
    [InlineData("middle", true)]
    [InlineData("removed", true)]
    public void Heal_FromTheVault_BringsEverythingBack(string where, bool whileRunning)
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var content = SampleTree.Read(source);
        holdfast.Start().Done("protect", source, "--online");
        if (!whileRunning) holdfast.Stop();
        foreach (var pack in PackFiles.Of(holdfast.Pool)) Damage(pack, where);
        if (!whileRunning) holdfast.Start();

        var found = holdfast.Job("verify", "--pool");
        Assert.Equal(1, found.ExitCode);
        Assert.NotEmpty(found.Job.Verification!.Damages);
        var (exitCode, healed) = holdfast.Job("verify", "--pool", "--heal");

        Assert.True(exitCode == 0, Describe(healed));
        Assert.True(healed.Verification!.Healed > 0, Describe(healed));
        Assert.All(healed.Verification.Damages, damage => Assert.True(damage.Healed));
        holdfast.VerifyBoth();
        SampleTree.AssertSame(content, holdfast.Recover(source));
        holdfast.Restart();
        SampleTree.AssertSame(content, holdfast.Recover(source));
        holdfast.VerifyBoth();
    }

    [Fact]
    public void Verify_DamagedRecord_NamesPackChunkPointAndItem()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var point = holdfast.Start().Done("protect", source).RecoveryPoint!;
        var pack = PackFiles.Of(holdfast.Pool).MaxBy(path => new FileInfo(path).Length)!;
        PackFiles.Flip(pack, new FileInfo(pack).Length / 2);

        var damages = holdfast.Job("verify", "--pool").Job.Verification!.Damages;

        var damage = Assert.Single(damages, damage => damage.Level == "ciphertext");
        Assert.All(damages, other => Assert.Equal((damage.Chunk, damage.Pack), (other.Chunk, other.Pack)));
        Assert.Equal(Path.GetFileName(pack), damage.Pack);
        Assert.NotNull(damage.Chunk);
        Assert.Equal([point], damage.RecoveryPoints);
        Assert.NotEmpty(damage.Items);
        Assert.All(damage.Items, item => Assert.True(File.Exists(Path.Combine(source, item)), item));
        var target = holdfast.NewFolder();
        var (exitCode, recovery) = holdfast.Job("recover", source, "--to", target);
        Assert.Equal(3, exitCode);
        Assert.Equal(damage.Items.Order(), recovery.Errors.Select(error => error.Item!).Order());
        var expected = SampleTree.Read(source).Where(item => !damage.Items.Contains(item.Key));
        var found = SampleTree.Read(target);
        Assert.All(expected, item => Assert.Equal(item.Value, found.GetValueOrDefault(item.Key)));
    }

    private static void Damage(string pack, string where)
    {
        var length = new FileInfo(pack).Length;
        switch (where)
        {
            case "removed":
                File.Delete(pack);
                break;
            case "truncated":
                using (var file = File.Open(pack, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(length / 2);
                break;
            default:
                PackFiles.Flip(pack, where == "header" ? 5 : where == "middle" ? length / 2 : length - 10);
                break;
        }
    }

    private static string Describe(JobInfo job) => System.Text.Json.JsonSerializer.Serialize(job, ApiJson.Default.JobInfo);
}
