namespace Holdfast.Cli.Tests.Running;

/// <summary>Looking into recovery points and taking a file out, on one real server.</summary>
public sealed class DownloadCommandTests
{
    [Fact]
    public async Task BrowseVersionsGet_OnARealServer_BringTheFileWholeOrNotAtAll()
    {
        using var data = new DataFolder();
        using var outside = new DataFolder();
        var source = Directory.CreateDirectory(outside.File("source")).FullName;
        var content = new byte[24_000_000];
        new Random(11).NextBytes(content);
        File.WriteAllBytes(Path.Combine(source, "large.bin"), content);
        for (var i = 0; i < 20; i++) File.WriteAllText(Path.Combine(source, $"small-{i:D2}"), $"{i}");
        Assert.Equal(0, (await HoldfastProcess.Run(data, "up", "--port", "0", "--detach", "--json")).ExitCode);
        try
        {
            var first = (await HoldfastProcess.Run(data, "protect", source, "--wait", "--json")).Json.GetProperty("recoveryPoint").GetString()!;
            File.WriteAllText(Path.Combine(source, "small-03"), "changed");
            Assert.Equal(0, (await HoldfastProcess.Run(data, "recovery-point", "create", source, "--wait")).ExitCode);

            var page = (await HoldfastProcess.Run(data, "browse", source, "--limit", "5", "--offset", "2", "--order", "name", "--since", first, "--json")).Json;
            Assert.Equal((21, 2, 5), (page.GetProperty("total").GetInt32(), page.GetProperty("offset").GetInt32(), page.GetProperty("items").GetArrayLength()));
            Assert.Equal(["small-03"], page.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("change").GetString() == "changed").Select(item => item.GetProperty("name").GetString()));
            var versions = (await HoldfastProcess.Run(data, "versions", source, "small-03", "--json")).Json.GetProperty("versions");
            Assert.Equal(["changed", "first"], versions.EnumerateArray().Select(version => version.GetProperty("change").GetString()));
            var days = (await HoldfastProcess.Run(data, "recovery-point", "days", source, "--json")).Json.GetProperty("days");
            Assert.Equal(2, days.EnumerateArray().Sum(day => day.GetProperty("disk").GetInt32()));
            Assert.Contains("small-03", (await HoldfastProcess.Run(data, "search", "SMALL-03", "--match", "exact", "--once")).Output);

            var old = await HoldfastProcess.Run(data, "get", source, "small-03", "--at", first, "--output", "-");
            Assert.Equal((0, "3"), (old.ExitCode, old.Output));
            var file = outside.File("large.bin");
            var got = await HoldfastProcess.Run(data, "get", source, "large.bin", "-o", file, "--json");
            Assert.Equal((0, content.Length), (got.ExitCode, got.Json.GetProperty("bytes").GetInt32()));
            Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(file)), "the file differs");
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(2, (await HoldfastProcess.Run(data, "get", source, "small-03", "-o", file)).ExitCode);
            Assert.Equal(content.Length, new FileInfo(file).Length);

            foreach (var pack in Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories).Where(path => path.Contains("/packs/", StringComparison.Ordinal))) Overwrite(pack);
            var broken = await HoldfastProcess.Run(data, "get", source, "large.bin", "-o", outside.File("broken.bin"));
            Assert.Equal(1, broken.ExitCode);
            Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "broken.bin*"));
        }
        finally
        {
            await HoldfastProcess.Run(data, "down");
        }
    }

    // Content in the middle; what the point itself is stays readable.
    private static void Overwrite(string pack)
    {
        using var file = new FileStream(pack, FileMode.Open, FileAccess.Write);
        if (file.Length < 1_000_000) return;
        file.Position = file.Length / 2;
        file.Write(new byte[50_000]);
    }
}
