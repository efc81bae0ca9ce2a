using FsCheck.Xunit;

namespace Holdfast.Store.Tests.Model;

public sealed class RepositoryModelTests
{
    /// <summary>Any interleaving of backup, delete, collect, compact, heal, reopen, push, damage and faults leaves every retained point bit-exact.</summary>
    [Property(MaxTest = 30, StartSize = 10, EndSize = 60)]
    public void Repository_AnyInterleaving_LeavesEveryRetainedPointBitExact((byte Operation, byte Argument, ushort Number)[] script, byte seed)
    {
        using var model = new RepositoryModel(seed);
        foreach (var (operation, argument, number) in script) model.Do(operation % 16, argument, number);
        model.Finish();
    }

    /// <summary>What this property found once, kept: garbage is condemned, damaged, verified, and brought again by a backup.</summary>
    [Fact]
    public void Repository_CondemnedPackDamagedAndVerified_LeavesEveryRetainedPointBitExact()
    {
        using var model = new RepositoryModel(seed: 0);
        foreach (var (operation, argument, number) in new[] { (9, 0, 0), (12, 1, 0), (7, 0, 0), (13, 0, 0), (0, 0, 0) }) model.Do(operation, argument, number);
        model.Finish();
    }

    /// <summary>Long runs of a fixed seed each: shrinking does not help much with a hundred operations, a seed does.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Repository_LongRandomRun_LeavesEveryRetainedPointBitExact(int seed)
    {
        var random = new Random(seed);
        using var model = new RepositoryModel(seed);
        for (var i = 0; i < 120; i++) model.Do(random.Next(16), random.Next(256), random.Next(65536));
        model.Finish();
    }

    /// <summary>Runs in which damage, healing, deletion and new starts outweigh the rest, over few contents: what is condemned is wanted again.</summary>
    [Theory]
    [InlineData(50)]
    [InlineData(65)]
    [InlineData(98)]
    [InlineData(100)]
    [InlineData(123)]
    public void Repository_RunOfDamageAndHealing_LeavesEveryRetainedPointBitExact(int seed)
    {
        int[] operations = [0, 1, 2, 5, 5, 6, 7, 8, 7, 9, 10, 10, 11, 12, 12, 12, 13, 13, 14, 15, 15];
        var random = new Random(seed);
        using var model = new RepositoryModel(seed);
        var length = 5 + random.Next(40);
        var contents = 1 + random.Next(40);
        for (var i = 0; i < length; i++)
        {
            model.Do(
                operations[random.Next(operations.Length)],
                random.Next(4) == 0 ? random.Next(256) : 1 + random.Next(40),
                random.Next(3) == 0 ? random.Next(65536) : random.Next(contents));
        }
        model.Finish();
    }
}
