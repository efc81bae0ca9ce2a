using System.Globalization;
using System.IO.Compression;
using Holdfast.Testing;
using Holdfast.Testing.Programs;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Exchange.Ese;

/// <summary>Databases that Windows wrote.</summary>
public sealed class RealEseTests
{
    [Theory]
    [InlineData("basic", 4096, 254)]
    [InlineData("default", 4096, 254)]
    [InlineData("multi", 4096, 254)]
    [InlineData("large", 32768, 766)]
    public void Inspect_WholeDatabase_FindsNothing(string name, int pageLength, int pages)
    {
        var findings = Inspect(Read($"{name}.edb"));

        Assert.True(findings.IsIntact);
        Assert.Equal((pageLength, EseState.Clean, pages, 0), (findings.Database!.Header!.PageLength, findings.Database.Header.State, findings.Database.Pages.Seen, findings.Database.Pages.Damaged));
        Assert.InRange(findings.Database.Pages.Seen - findings.Database.Pages.Empty, 23, 766);
    }

    /// <summary>Its last sixteen pages are pieces of a registry hive, as its bytes show.</summary>
    [Fact]
    public void Inspect_DamagedDatabase_FindsItsSixteenPages()
    {
        var findings = Inspect(Read("SRUDB.dat"));

        Assert.False(findings.IsIntact);
        Assert.Null(findings.Fault);
        Assert.Equal(Enumerable.Range(143, 16).Select(number => (uint)number), findings.Database!.Pages.FirstDamaged.Select(page => page.Number));
    }

    [Fact]
    public void Inspect_RealPageChanged_IsFoundAtThatPage()
    {
        var file = Read("large.edb");
        file[(40 * 32768) + 20_000] ^= 1;
        var page = Assert.Single(Inspect(file).Database!.Pages.FirstDamaged);
        Assert.Equal((39u, true), (page.Number, page.IsOneBit));
    }

    [Theory]
    [InlineData("basic.edb")]
    [InlineData("default.edb")]
    [InlineData("multi.edb")]
    [InlineData("SRUDB.dat")]
    public void Inspect_FormatAndPageSize_AreThoseThatEsedbinfoReads(string name)
    {
        Assert.SkipUnless(Program.IsInstalled("esedbinfo"), "esedbinfo (libesedb-utils) is not installed.");
        using var folder = new TempTree();
        var file = Read(name);
        File.WriteAllBytes(folder["file"], file);

        var said = Program.Run("esedbinfo", folder["file"]);
        var header = Inspect(file).Database!.Header!;

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"0x{header.Version:x},{header.Revision}"), said, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{header.PageLength} bytes"), said, StringComparison.Ordinal);
    }

    private static EseFindings Inspect(byte[] file)
    {
        Assert.IsType<EseInspector>(FileInspectors.Find(FileProbe.Of(new MemoryStream(file))));
        return (EseFindings)new EseInspector().Inspect(new MemoryStream(file), default);
    }

    private static byte[] Read(string name)
    {
        var path = Artefacts.Find($"ese/{name}.gz");
        Assert.SkipWhen(path is null, Artefacts.Absent);
        using var packed = new GZipStream(File.OpenRead(path!), CompressionMode.Decompress);
        using var file = new MemoryStream();
        packed.CopyTo(file);
        return file.ToArray();
    }
}
