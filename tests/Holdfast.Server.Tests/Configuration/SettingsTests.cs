using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void Document_HasTheTableOfTheCode() =>
        Assert.True(SettingsDocument.Markdown(AllSettings.Keys) == GeneratedTable.Of("configuration.md", "settings"), "Run eng/docs.sh.");

    [Fact]
    public void Keys_All_AreCamelCaseNamedOnceAndDescribed()
    {
        Assert.Equal(AllSettings.Keys.Count, AllSettings.Keys.DistinctBy(key => key.Name, StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(AllSettings.Keys, key =>
        {
            Assert.Matches("^[a-z][A-Za-z0-9]+$", key.Name);
            Assert.All((string[])[key.Unit, key.Bounds, key.Standard, key.Meaning], text => Assert.False(string.IsNullOrWhiteSpace(text), key.Name));
        });
    }

    [Fact]
    public void Load_NoFile_IsTheDefaults()
    {
        var settings = EngineSettings.From(Settings.Empty);
        Assert.Equal((24, 256, null), (settings.PoolSoftDeleteHours, settings.SmallestDiskMiB, settings.CompressionLevel));
        Assert.InRange(settings.WorkerCount, 2, 16);
        Assert.Equal((0L, new TimeOnly(9, 0), new TimeOnly(18, 0)), (settings.Bandwidth.WorkBytesPerSecond, settings.Bandwidth.WorkStart, settings.Bandwidth.WorkEnd));
        Assert.DoesNotContain(DayOfWeek.Sunday, settings.Bandwidth.WorkDays);
    }

    [Fact]
    public void Load_EveryEngineKey_ReachesTheEngine()
    {
        var settings = EngineSettings.From(Read("""
            { // comments and trailing commas are accepted
              "poolSoftDeleteHours": 1, "smallestDiskMiB": 16, "compressionLevel": -7, "workers": 5, "workMbps": 8,
              "nonWorkMbps": 16, "workStartHour": 22, "workEndHour": 6, "workDays": ["Saturday", "sunday"],
            }
            """));
        Assert.Equal((1, 16, -7, 5), (settings.PoolSoftDeleteHours, settings.SmallestDiskMiB, settings.CompressionLevel, settings.WorkerCount));
        Assert.Equal((1_000_000L, 2_000_000L), (settings.Bandwidth.WorkBytesPerSecond, settings.Bandwidth.OtherBytesPerSecond));
        Assert.Equal((new TimeOnly(22, 0), new TimeOnly(6, 0)), (settings.Bandwidth.WorkStart, settings.Bandwidth.WorkEnd));
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], settings.Bandwidth.WorkDays);
    }

    [Fact]
    public void Load_SeveralMistakes_AreAllNamedAtOnce()
    {
        var failure = Assert.Throws<HoldfastException>(() => Read("""{ "workers": 0, "workdays": [], "workDays": ["1"], "smallestDiskMiB": "big", "poolSoftDeleteHours": 1.5 }"""));
        Assert.Equal(ErrorCode.BadRequest, failure.Code);
        Assert.All((string[])["workers must be", "workdays is no setting", "workDays must hold", "smallestDiskMiB must be", "poolSoftDeleteHours must be"],
            part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "workers": null }""")]
    public void Load_WhatIsNoObjectOfSettings_IsRefused(string json) => Assert.Equal(ErrorCode.BadRequest, Assert.Throws<HoldfastException>(() => Read(json)).Code);

    [Fact]
    public async Task Configuration_OfARunningServer_ShowsEveryKey()
    {
        await using var server = await RunningServer.Start();
        await server.Stop();
        File.WriteAllText(Path.Combine(server.Data, Settings.FileName), """{ "workers": 3 }""");
        await server.Launch();
        var shown = (await server.Client.Configuration.List()).Settings;
        Assert.Equal(AllSettings.Keys.Select(key => key.Name), shown.Select(setting => setting.Id));
        var workers = shown.Single(setting => setting.Id == "workers");
        Assert.Equal(("3", true, "threads", "1–64"), (workers.Value, workers.IsSet, workers.Unit, workers.Bounds));
        Assert.Equal(("256", false), (shown.Single(setting => setting.Id == "smallestDiskMiB").Value, shown.Single(setting => setting.Id == "smallestDiskMiB").IsSet));
    }

    [Fact]
    public async Task Start_WithWrongSettings_IsRefusedWithAllOfThem()
    {
        await using var server = await RunningServer.Start();
        await server.Stop();
        File.WriteAllText(Path.Combine(server.Data, Settings.FileName), """{ "workers": 99, "nonsense": 1 }""");
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => server.Launch());
        Assert.Contains("workers", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nonsense", failure.Message, StringComparison.Ordinal);
    }

    private static Settings Read(string json)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            return Settings.Load(path, AllSettings.Keys);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
