using System.Text;
using System.Text.Json;
using Holdfast.Testing;
using Holdfast.Testing.SqlServer;

namespace Holdfast.Cli.Tests.Running;

/// <summary>No server runs here, and none is needed.</summary>
public sealed class InspectCommandTests
{
    private static readonly GeneratedSet Full = new('D', 100, 120, GeneratedPages.Database(1, 24), new byte[1024]);

    [Fact]
    public async Task Inspect_WholeBackup_PrintsItsSetsAndEndsWithZero()
    {
        using var data = new DataFolder();
        var log = Full with { Type = 'L', Pages = null, FirstBlock = 120, LastBlock = 130 };

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, MediaWriter.File(Full, log)), "--json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var document = JsonDocument.Parse(outcome.Output);
        var root = document.RootElement;
        Assert.Equal("sqlServerBackup", root.GetProperty("kind").GetString());
        Assert.True(root.GetProperty("intact").GetBoolean());
        var sets = root.GetProperty("sets");
        Assert.Equal(["full", "log"], sets.EnumerateArray().Select(set => set.GetProperty("type").GetString()));
        Assert.Equal("Generated", sets[0].GetProperty("database").GetString());
        Assert.Equal("GENERATOR", sets[0].GetProperty("server").GetString());
        Assert.Equal("10.50.4000", sets[0].GetProperty("version").GetString());
        Assert.Equal("40000000010000001", sets[0].GetProperty("firstLsn").GetString());
        Assert.Equal("40000000012000001", sets[0].GetProperty("lastLsn").GetString());
        Assert.Equal("40000000010000001", sets[0].GetProperty("checkpointLsn").GetString());
        Assert.Equal("0", sets[0].GetProperty("databaseBackupLsn").GetString());
        Assert.Equal(Full.Guid, sets[0].GetProperty("backupSetGuid").GetGuid());
        Assert.Equal((24, 0), (sets[0].GetProperty("pagesChecked").GetInt32(), sets[0].GetProperty("pagesDamaged").GetInt32()));
        Assert.Equal("2024-04-05T10:00:00Z", sets[0].GetProperty("started").GetString());
    }

    [Fact]
    public async Task Inspect_DamagedPage_NamesItAndEndsWithOne()
    {
        using var data = new DataFolder();
        var pages = GeneratedPages.Database(1, 24);
        pages[(13 * GeneratedPages.PageLength) + 700] ^= 1;
        var file = MediaWriter.File(Full with { Pages = pages });
        var at = file.AsSpan().IndexOf(pages.AsSpan(13 * GeneratedPages.PageLength, GeneratedPages.PageLength));

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, file), "--json");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error 401302", outcome.Error, StringComparison.Ordinal);
        Assert.Contains($"1:13 at byte {at}", outcome.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.False(document.RootElement.GetProperty("intact").GetBoolean());
        Assert.Equal(1, document.RootElement.GetProperty("sets")[0].GetProperty("pagesDamaged").GetInt32());
        Assert.Equal("1:13", document.RootElement.GetProperty("sets")[0].GetProperty("damagedPages")[0].GetProperty("page").GetString());
    }

    [Fact]
    public async Task Inspect_FileCutOff_NamesTheOffsetAndStillSaysWhatItIs()
    {
        using var data = new DataFolder();
        var file = MediaWriter.File(Full)[..100_000];

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, file));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error 401301: At byte 100000: expected", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("remedy:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("full of Generated", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Not intact.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OneStripe_SaysThatTheOthersAreNeeded()
    {
        using var data = new DataFolder();

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, MediaWriter.File(4, 2, Full)));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("file 2 of 4", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MSSQLBAK and what nobody documents", "401303", 1)]
    [InlineData("nothing that is known", "401300", 1)]
    public async Task Inspect_ContentThatCannotBeRead_IsRefusedWithItsCode(string content, string code, int exitCode)
    {
        using var data = new DataFolder();

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, Encoding.ASCII.GetBytes(content)), "--json");

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains($"error {code}", outcome.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.True(!document.RootElement.TryGetProperty("intact", out var intact) || intact.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Inspect_WriterMetadata_ListsItsComponentsAndNamesTheByteWhereItIsWrong()
    {
        const string Document = "<WRITER_METADATA version=\"1.2\"><IDENTIFICATION writerId=\"a65faa63-5ea8-4ebc-9dbd-a0c4db26912a\" instanceId=\"dd8d6255-b3bb-4ec1-8249-73cd75c0ee21\" friendlyName=\"SqlServerWriter\" usage=\"USER_DATA\"/>"
            + "<BACKUP_LOCATIONS><FILE_GROUP logicalPath=\"SRV\" componentName=\"Sales\" selectable=\"yes\"><FILE_LIST path=\"D:\\data\" filespec=\"*.mdf\"/></FILE_GROUP></BACKUP_LOCATIONS></WRITER_METADATA>";
        using var data = new DataFolder();

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, Encoding.Unicode.GetBytes(Document)), "--json");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var document = JsonDocument.Parse(outcome.Output);
        var root = document.RootElement;
        Assert.Equal(("vssDocument", "writerMetadata", true), (root.GetProperty("kind").GetString(), root.GetProperty("document").GetString(), root.GetProperty("intact").GetBoolean()));
        var writer = root.GetProperty("writers")[0];
        Assert.Equal(("SqlServerWriter", "userData"), (writer.GetProperty("name").GetString(), writer.GetProperty("usage").GetString()));
        Assert.Equal(("SRV\\Sales", 1), (writer.GetProperty("components")[0].GetProperty("path").GetString(), writer.GetProperty("components")[0].GetProperty("fileSets").GetInt32()));
        Assert.False(root.TryGetProperty("components", out _));
        var broken = await HoldfastProcess.Run(data, "inspect", Write(data, Encoding.UTF8.GetBytes(Document[..^3])));
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("error 401301: At byte", broken.Error, StringComparison.Ordinal);
        var chosen = await HoldfastProcess.Run(data, "inspect", Write(data, "<BACKUP_COMPONENTS><WRITER_COMPONENTS writerId=\"a65faa63-5ea8-4ebc-9dbd-a0c4db26912a\"><COMPONENT componentName=\"Sales\" componentType=\"filegroup\"/></WRITER_COMPONENTS></BACKUP_COMPONENTS>"u8.ToArray()));
        Assert.Equal(0, chosen.ExitCode);
        Assert.Contains("Sales (fileGroup)", chosen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_ListOfAKindWithoutFiles_IsRefused()
    {
        using var data = new DataFolder();

        var outcome = await HoldfastProcess.Run(data, "inspect", Write(data, MediaWriter.File(Full)), "--list", "/");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("error 401304", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_NoSuchFile_IsRefused()
    {
        using var data = new DataFolder();

        var outcome = await HoldfastProcess.Run(data, "inspect", Path.Combine(data.Path, "missing.bak"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error 401305", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_RealBackup_IsIntact()
    {
        var file = Artefacts.Find("sqlserver/DoubleDiffing/difftest-diff1.bak");
        Assert.SkipWhen(file is null, Artefacts.Absent);
        using var data = new DataFolder();

        var outcome = await HoldfastProcess.Run(data, "inspect", file, "--json");

        Assert.Equal(0, outcome.ExitCode);
        using var document = JsonDocument.Parse(outcome.Output);
        var set = document.RootElement.GetProperty("sets")[0];
        Assert.Equal(("differential", "doublediff", 0), (set.GetProperty("type").GetString(), set.GetProperty("database").GetString(), set.GetProperty("pagesDamaged").GetInt32()));
    }

    private static string Write(DataFolder data, byte[] content)
    {
        Directory.CreateDirectory(data.Path);
        var path = Path.Combine(data.Path, "inspected");
        File.WriteAllBytes(path, content);
        return path;
    }
}
