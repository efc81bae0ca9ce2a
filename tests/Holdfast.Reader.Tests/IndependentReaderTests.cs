using System.Globalization;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;

namespace Holdfast.Reader.Tests;

/// <summary>What the program writes, a reader that knows docs/format.md alone reads back.</summary>
public sealed class IndependentReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SampleRepository sample = new();
    private readonly Keyring keyring = Keyring.Create(SystemRandomness.Instance);

    public IndependentReaderTests()
    {
        PythonReader.SkipUnlessPresent();
        File.WriteAllText(folder["passphrase"], SampleRepository.Passphrase + "\n");
    }

    public void Dispose()
    {
        folder.Dispose();
        sample.Dispose();
    }

    [Fact]
    public void SelfTest_ValuesOfThePage_Agree()
    {
        var answer = PythonReader.Run("--self-test");
        Assert.True(answer.ExitCode == 0, answer.Errors);
    }

    [Fact]
    public void Restore_WholePoint_BringsBackEveryItem()
    {
        Write();
        Restore(".", "out");
        AssertFiles(folder["out"], "");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["out/docs/empty"]));
        Assert.True(File.Exists(folder["out/docs/pipe"]));
        Assert.Equal("docs/../nowhere", new FileInfo(folder["out/link"]).LinkTarget);
        var written = File.GetLastWriteTimeUtc(folder["out/docs/empty"]).ToString("O", CultureInfo.InvariantCulture);
        Assert.Equal("2020-09-13T13:00:00.1234567Z", written);
    }

    [Fact]
    public void Restore_OneFileOrDirectory_BringsBackJustThat()
    {
        Write();
        Restore("docs/extent-lists.bin", "one");
        Assert.Equal(sample.Files["docs/extent-lists.bin"], File.ReadAllBytes(folder["one"]));
        Restore("docs", "some");
        AssertFiles(folder["some"], "docs/");
    }

    [Fact]
    public void List_Repository_TellsPointsAndItems()
    {
        Write();
        Assert.Contains("/srv/sample\t1 recovery points", Run("list").Output, StringComparison.Ordinal);
        var point = Run("points").Output.TrimEnd().Split('\t');
        Assert.Equal(SampleRepository.PointId, point[0]);
        Assert.Equal($"{sample.Items} items", point[3]);
        var names = Run("ls", SampleRepository.PointId[..4], "docs").Output.TrimEnd().Split('\n').Select(line => line.Split('\t')[5]);
        Assert.Equal(["a.txt", "b\u00fc.txt", "empty", "extent-lists.bin", "pipe"], names);
    }

    [Fact]
    public void Unlock_FipsSlot_Opens()
    {
        Write(fips: true);
        Assert.Equal(0, Run("points").ExitCode);
    }

    [Fact]
    public void Unlock_WrongPassphrase_IsRefused()
    {
        Write();
        File.WriteAllText(folder["passphrase"], "another passphrase");
        var answer = Run("points");
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("passphrase does not open", answer.Errors, StringComparison.Ordinal);
    }

    /// <summary>Damage is found, named, and costs what it hit and nothing else.</summary>
    [Fact]
    public void Restore_OneBitFlipped_NamesWhatIsLost()
    {
        Write();
        var packs = Directory.GetFiles(folder["pool/packs"], "*", SearchOption.AllDirectories);
        Assert.True(packs.Length >= 3);
        var largest = packs.MaxBy(path => new FileInfo(path).Length)!;
        var bytes = File.ReadAllBytes(largest);
        bytes[bytes.Length / 3] ^= 4;
        File.WriteAllBytes(largest, bytes);
        var answer = Run("restore", SampleRepository.PointId, ".", folder["out"], "--no-verify");
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("does not open", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(sample.Files["docs/a.txt"], File.ReadAllBytes(folder["out/docs/a.txt"]));
    }

    /// <summary>Without footers, all records are found by their markers.</summary>
    [Fact]
    public void Restore_EveryFooterGone_StillBringsBackEveryItem()
    {
        Write();
        foreach (var pack in Directory.GetFiles(folder["pool/packs"], "*", SearchOption.AllDirectories))
        {
            using var file = File.OpenWrite(pack);
            file.SetLength(file.Length - 1000);
        }
        Restore(".", "out", "--no-verify");
        AssertFiles(folder["out"], "");
    }

    private void Write(bool fips = false)
    {
        using var blobs = new FolderBlobStore(folder["pool"]);
        sample.Write(blobs, keyring, fips);
    }

    private PythonReader.Answer Run(params string[] words) => PythonReader.Run([folder["pool"], "--passphrase-file", folder["passphrase"], .. words]);

    private void Restore(string path, string to, params string[] options)
    {
        var answer = Run(["restore", SampleRepository.PointId, path, folder[to], .. options]);
        Assert.True(answer.ExitCode == 0, answer.Errors);
    }

    private void AssertFiles(string root, string below)
    {
        var expected = sample.Files.Where(file => file.Key.StartsWith(below, StringComparison.Ordinal)).ToList();
        foreach (var (path, content) in expected) Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Join(root, path[below.Length..]))), path);
        var found = Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint });
        Assert.Equal(expected.Count, found.Count(path => !path.EndsWith("/pipe", StringComparison.Ordinal)));
    }
}
