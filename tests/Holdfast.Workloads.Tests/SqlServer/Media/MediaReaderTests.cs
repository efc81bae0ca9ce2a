using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.Tests.SqlServer.Media;

public sealed class MediaReaderTests
{
    private static readonly GeneratedSet Full = new('D', 100, 120, GeneratedPages.Database(1, 40), new byte[65536]);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(512)]
    [InlineData(8191)]
    [InlineData(1 << 20)]
    public void Push_PiecesOfAnyLength_GiveTheSameReport(int piece)
    {
        var file = MediaWriter.File(Full);
        file[^100_000] ^= 0x10;
        var expected = MediaFile.Read(new MemoryStream(file), default);

        var reader = new MediaReader();
        for (var at = 0; at < file.Length; at += piece)
        {
            reader.Push(file.AsSpan(at, Math.Min(piece, file.Length - at)));
        }

        Assert.Equivalent(expected, reader.Complete(), strict: true);
    }

    [Fact]
    public void Read_SeveralSetsInOneFile_GivesThemInOrderEachWithItsOwnPages()
    {
        var differential = Full with { Type = 'I', FirstBlock = 130, LastBlock = 140, BaseGuid = Full.Guid, BaseBlock = 100, Guid = Guid.NewGuid(), Pages = GeneratedPages.Database(1, 8) };
        var log = Full with { Type = 'L', FirstBlock = 120, LastBlock = 150, Pages = null, Guid = Guid.NewGuid() };

        var sets = MediaFile.Read(new MemoryStream(MediaWriter.File(Full, differential, log)), default).Sets;

        Assert.Equal([SqlBackupType.Full, SqlBackupType.Differential, SqlBackupType.Log], sets.Select(set => set.Facts.Type!.Value));
        Assert.Equal([1, 2, 3], sets.Select(set => set.Facts.Position));
        Assert.Equal([40, 8, 0], sets.Select(set => set.Pages.Checked));
        Assert.Equal(sets[0].Facts.BackupSetGuid, sets[1].Facts.DifferentialBaseGuid);
        Assert.Equal(sets[0].Facts.FirstLsn, sets[1].Facts.DifferentialBaseLsn);
        Assert.Null(sets[2].Facts.DifferentialBaseGuid);
        Assert.Equal(new Lsn(40, 120, 1), sets[2].Facts.FirstLsn);
    }

    [Fact]
    public void Read_OneStripe_SaysWhichOfHowMany()
    {
        var report = MediaFile.Read(new MemoryStream(MediaWriter.File(4, 3, Full)), default);

        Assert.Equal((4, 3), (report.Families, report.Family));
    }

    [Fact]
    public void Read_SetWithAPassword_SaysSo() =>
        Assert.True(MediaFile.Read(new MemoryStream(MediaWriter.File(Full with { PasswordLength = 16 })), default).Sets[0].Facts.IsPasswordProtected);

    [Fact]
    public void Read_LogAcrossAFork_NamesBothPathsAndWhereTheyPart()
    {
        var earlier = Guid.NewGuid();

        var facts = MediaFile.Read(new MemoryStream(MediaWriter.File(Full with { Type = 'L', Pages = null, ForkBlock = 110, EarlierFork = earlier })), default).Sets[0].Facts;

        Assert.Equal((earlier, Full.FamilyGuid), (facts.FirstRecoveryForkGuid, facts.RecoveryForkGuid));
        Assert.Equal(new Lsn(40, 110, 1), facts.ForkPointLsn);
    }

    [Theory]
    [InlineData(0x0, false, false, false)]
    [InlineData(0x10, true, false, false)]
    [InlineData(0x400, false, true, false)]
    [InlineData(0x1, false, false, true)]
    public void Read_Flags_AreToldApart(uint flags, bool checksums, bool copyOnly, bool bulkLogged)
    {
        var facts = MediaFile.Read(new MemoryStream(MediaWriter.File(Full with { Flags = flags })), default).Sets[0].Facts;

        Assert.Equal((checksums, copyOnly, bulkLogged), (facts.HasChecksums, facts.IsCopyOnly, facts.HasBulkLoggedData));
    }

    [Fact]
    public void Read_CompressedBackup_IsOpaqueAndNotCalledIntact()
    {
        var report = MediaFile.Read(new MemoryStream([.. "MSSQLBAK"u8, .. new byte[1000]]), default);

        Assert.Equal(MediaForm.Opaque, report.Form);
        Assert.Empty(report.Sets);
        Assert.False(report.IsIntact);
    }

    [Fact]
    public void Read_PagesThatWereNeverFormatted_AreNoDamage()
    {
        var pages = GeneratedPages.Database(1, 8);
        new Random(5).NextBytes(pages.AsSpan(6 * 8192, 8192));
        pages[6 * 8192] = 7;
        pages.AsSpan(7 * 8192, 8192).Clear();

        var found = MediaFile.Read(new MemoryStream(MediaWriter.File(Full with { Pages = pages })), default).Sets[0].Pages;

        Assert.Equal((8, 6, 0), (found.Seen, found.Checked, found.Damaged));
    }

    [Fact]
    public void Read_PageWithoutAChecksum_IsCountedAsUnprotected()
    {
        var pages = GeneratedPages.Database(1, 8);
        pages[(3 * 8192) + 5] = 0;
        pages.AsSpan((3 * 8192) + 60, 4).Clear();

        var found = MediaFile.Read(new MemoryStream(MediaWriter.File(Full with { Pages = pages })), default).Sets[0].Pages;

        Assert.Equal((7, 1, 0), (found.Checked, found.Unprotected, found.Damaged));
    }

    [Fact]
    public void Read_PageWhoseChecksumFlagWasLost_IsDamaged()
    {
        var pages = GeneratedPages.Database(1, 8);
        pages[(3 * 8192) + 5] = 0;

        Assert.Equal(new PageId(1, 3), Assert.Single(MediaFile.Read(new MemoryStream(MediaWriter.File(Full with { Pages = pages })), default).Sets[0].Pages.FirstDamaged).Id);
    }

    [Fact]
    public void Read_MoreDamageThanIsListed_IsCounted()
    {
        var pages = GeneratedPages.Database(1, 160);
        for (var page = 0; page < 150; page++)
        {
            pages[(page * 8192) + 4000] ^= 1;
        }

        var found = MediaFile.Read(new MemoryStream(MediaWriter.File(Full with { Pages = pages })), default).Sets[0].Pages;

        Assert.Equal((150, 100), (found.Damaged, found.FirstDamaged.Count));
        Assert.Equal(new PageId(1, 99), found.FirstDamaged[99].Id);
    }

    [Theory]
    [InlineData(0, "the name of a block")]
    [InlineData(20, "a header of block TAPE")]
    [InlineData(140, "the name of a stream")]
    [InlineData(150, "a header of stream RAID")]
    public void Read_HeaderAltered_NamesItsOffset(int at, string expected)
    {
        var file = MediaWriter.File(Full);
        file[at] ^= 0x80;

        var malformed = Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream(file), default));

        Assert.Equal(at < 140 ? 0 : 140, malformed.Offset);
        Assert.StartsWith(expected, malformed.Expected, StringComparison.Ordinal);
        Assert.Contains($"At byte {malformed.Offset}", malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SetsWithoutTheirEnd_AreRefused()
    {
        var one = MediaWriter.File(Full);
        var secondStart = MediaWriter.File(Full, Full).AsSpan(one.Length, 4096).ToArray();

        var malformed = Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream([.. one, .. secondStart]), default));

        Assert.Equal(one.Length + 4096, malformed.Offset);
    }

    [Fact]
    public void Read_ConfigurationsOfASetThatDiffer_AreRefused()
    {
        var file = MediaWriter.File(Full);
        var name = file.AsSpan().LastIndexOf(System.Text.Encoding.Unicode.GetBytes("GENERATOR"));
        file[name] = (byte)'X';

        var malformed = Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream(file), default));

        Assert.Equal("the configuration that the set began with", malformed.Expected);
        Assert.InRange(malformed.Offset, name - 4096, name);
    }

    [Fact]
    public void Read_BytesBehindTheEnd_AreTakenAsPaddingOnlyWhereTheyAreZeros()
    {
        var file = MediaWriter.File(Full);

        Assert.True(MediaFile.Read(new MemoryStream([.. file, .. new byte[700]]), default).IsIntact);
        Assert.True(MediaFile.Read(new MemoryStream([.. file, .. new byte[7]]), default).IsIntact);
        var malformed = Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream([.. file, .. new byte[700], 1]), default));
        Assert.Equal(file.Length + 700, malformed.Offset);
    }

    [Fact]
    public void Read_EmptyFile_IsRefused() => Assert.Equal(0, Assert.Throws<MalformedFileException>(() => MediaFile.Read(new MemoryStream(), default)).Offset);
}
