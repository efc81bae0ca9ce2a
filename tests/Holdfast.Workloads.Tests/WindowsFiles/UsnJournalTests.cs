using System.Globalization;
using Holdfast.Testing;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.WindowsFiles;

public sealed class UsnJournalTests
{
    private const string Journal = "ntfs/usnjrnlj.bin", Listing = "ntfs/usnjrnlj.fsutil.txt";

    /// <summary>fsutil asked for version 3, which says the same of a volume of NTFS; the seven that it prints as version 4 have no names, and are left out.</summary>
    [Fact]
    public void Read_RealJournal_SaysWhatFsutilSays()
    {
        var expected = Fsutil(Real(Listing));
        var found = new Dictionary<long, string>();
        using var file = File.OpenRead(Real(Journal));

        UsnJournalFile.Read(file, (in UsnRecord record) => found.Add(record.Usn, Line(record)), TestContext.Current.CancellationToken);

        Assert.Equal(261, expected.Count);
        Assert.All(expected, pair => Assert.Equal(pair.Value, found.GetValueOrDefault(pair.Key)));
    }

    [Fact]
    public void Inspect_RealJournal_IsKnownAndWhole()
    {
        using var file = File.OpenRead(Real(Journal));
        var inspector = Assert.IsType<UsnJournalInspector>(FileInspectors.Find(FileProbe.Of(file)));

        var findings = Assert.IsType<UsnJournalFindings>(inspector.Inspect(file, TestContext.Current.CancellationToken));
        Assert.Equal((271L, 0L, 29_968L, true), (findings.Records, findings.First, findings.Last, findings.IsIntact));
        Assert.Equal(199, findings.Reasons["File create"]);
    }

    [Fact]
    public void Inspect_JournalThatBeginsWithAHole_IsKnownByItsEnd()
    {
        byte[] bytes = [.. new byte[200 << 10], .. Records.V3(1, 5, 204_800, UsnReasons.FileCreate, "a"), .. Records.V4(1, 5, 204_880, 0, new ByteRange(0, 4096)), .. new byte[1000]];
        using var file = new MemoryStream(bytes);

        var findings = Assert.IsType<UsnJournalFindings>(FileInspectors.Find(FileProbe.Of(file))?.Inspect(file, TestContext.Current.CancellationToken));

        Assert.Equal((2L, 204_800L, 204_880L, true, 1L), (findings.Records, findings.First, findings.Last, findings.IsIntact, findings.Reasons["Data overwrite"]));
    }

    [Fact]
    public void Inspect_CutOffWithinARecord_IsNotIntactAndNamesTheByte()
    {
        byte[] bytes = [.. Records.V2(1, 5, 0, UsnReasons.FileCreate, "abc"), .. Records.V2(1, 5, 72, UsnReasons.Close, "abc")[..40]];
        using var file = new MemoryStream(bytes);

        var findings = (UsnJournalFindings)new UsnJournalInspector().Inspect(file, TestContext.Current.CancellationToken);

        Assert.Equal((1L, false, 72L), (findings.Records, findings.IsIntact, findings.Fault?.Offset));
    }

    [Fact]
    public void Recognizes_ZerosAndText_AreNone()
    {
        Assert.DoesNotContain(new byte[][] { new byte[200_000], new byte[64], System.Text.Encoding.ASCII.GetBytes(new string('x', 5000)) }, bytes =>
        {
            using var file = new MemoryStream(bytes);
            return new UsnJournalInspector().Recognizes(FileProbe.Of(file));
        });
    }

    [Fact]
    public void Record_OfEachVersion_GivesItsFields()
    {
        UInt128 file = new(0x1122334455667788, 0x99aabbccddeeff00);
        byte[] bytes = [.. Records.V2(0x0001000000000028, 5, 8, UsnReasons.FileCreate | UsnReasons.Close, "new file"), .. Records.V3(file, 7, 96, UsnReasons.SecurityChange, "x"), .. Records.V4(file, 7, 176, 3, new ByteRange(65_536, 4096), new ByteRange(1 << 20, 8192))];
        var reader = new UsnRecordReader(bytes, 0);

        Assert.True(reader.Next(out var second));
        Assert.Equal((2, (UInt128)0x0001000000000028, (UInt128)5, 8L, "new file"), (second.Version, second.File, second.Parent, second.Usn, second.Name.ToString()));
        Assert.Equal((Records.Time, FileAttributes.Archive, "File create | Close"), (second.Time, second.Attributes, Words(second.Reasons)));
        Assert.True(reader.Next(out var third));
        Assert.Equal((3, file, (UInt128)7, "x", UsnReasons.SecurityChange), (third.Version, third.File, third.Parent, third.Name.ToString(), third.Reasons));
        Assert.True(reader.Next(out var fourth));
        Assert.Equal((4, file, 176L, 3, 2), (fourth.Version, fourth.File, fourth.Usn, fourth.RemainingExtents, fourth.Extents));
        Assert.Equal([new ByteRange(65_536, 4096), new ByteRange(1 << 20, 8192)], new[] { fourth.Extent(0), fourth.Extent(1) });
        Assert.False(reader.Next(out _));
        Assert.Equal(bytes.Length, reader.Consumed);
    }

    [Fact]
    public void Words_BitsWithoutAName_AreShownAsNumbers() => Assert.Equal("Rename: old name | Close | 0x02000000", Words(UsnReasons.RenameOldName | UsnReasons.Close | (UsnReasons)0x2000000));

    [Fact]
    public void Read_FiveThousandDamagedJournals_AreReadOrRefusedWithAnOffset()
    {
        byte[] mixed = [.. Records.V2(9, 5, 8, UsnReasons.FileCreate, "a file"), .. new byte[64], .. Records.V3(9, 5, 200, UsnReasons.DataExtend, "a file"), .. Records.V4(9, 5, 300, 0, new ByteRange(0, 4096), new ByteRange(8192, 4096))];
        List<byte[]> originals = [mixed];
        if (Artefacts.Find(Journal) is { } real) originals.Add(File.ReadAllBytes(real)[..8192]);

        var (good, refused) = Mutations.Run(
            20_261_104, 5000, originals,
            stream =>
            {
                var planner = new UsnChangePlanner();
                UsnJournalFile.Read(stream, (in UsnRecord record) => { planner.Add(record); GC.KeepAlive(Words(record.Reasons) + record.Name.ToString() + record.Attributes); }, CancellationToken.None);
                planner.Finish();
            },
            error => error is MalformedFileException { Offset: >= 0 });

        Assert.InRange(good, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }

    private static string Real(string relative)
    {
        var path = Artefacts.Find(relative);
        Assert.SkipWhen(path is null, "The real journal is not on this machine.");
        return path!;
    }

    private static string Words(UsnReasons reasons) => string.Join(" | ", UsnReasonWords.Of(reasons));

    private static string Line(in UsnRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Name}|{Words(record.Reasons)}|{record.File:x32}|{record.Parent:x32}|{(uint)record.Attributes:x8}|{(record.Time > 0 ? DateTime.FromFileTimeUtc(record.Time).Date : default):d}");

    private static Dictionary<long, string> Fsutil(string path)
    {
        var found = new Dictionary<long, string>();
        foreach (var block in File.ReadAllText(path).ReplaceLineEndings("\n").Split("\nUsn ").Skip(1).Select(rest => "Usn " + rest))
        {
            var fields = block.Split('\n').Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
            if (!fields.TryGetValue("Usn", out var usn) || !fields.TryGetValue("File name", out var name)) continue;
            var date = DateTime.ParseExact(fields["Time stamp"], "M/d/yyyy H:mm:ss", CultureInfo.InvariantCulture).Date;
            found.Add(long.Parse(usn, CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture,
                $"{name}|{fields["Reason"][12..]}|{fields["File ID"]}|{fields["Parent file ID"]}|{fields["File attributes"][2..10]}|{date:d}"));
        }
        return found;
    }
}
