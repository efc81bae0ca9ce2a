using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Packages;

/// <summary>The Debian package, as far as it shows without installing it into this system.</summary>
public sealed class PackageTests
{
    public PackageTests() => Assert.SkipUnless(Tool.IsThere("dpkg-deb"), "dpkg-deb is not here: this is not a Debian system.");

    [Fact]
    public void Control_Fields_AreThoseOfThisVersion()
    {
        var fields = Tool.Run("dpkg-deb", "-f", Published.Package).Expect(0).Output;
        foreach (var field in (string[])["Package: holdfast", $"Version: {SourceFolder.Version}", "Architecture: amd64", "Section: admin", "libssl3 | libssl3t64"])
            Assert.Contains(field, fields, StringComparison.Ordinal);
        Assert.DoesNotContain("@", fields.Replace("holdfast@localhost.invalid", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Content_All_BelongsToRootAndNobodyElseCanWriteIt()
    {
        var lines = Tool.Run("dpkg-deb", "-c", Published.Package).Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line =>
        {
            Assert.Contains(" root/root ", line, StringComparison.Ordinal);
            Assert.True(line[0] == 'l' || (line[5] != 'w' && line[8] != 'w' && !line[..10].Contains('s', StringComparison.Ordinal)), line);
        });
        foreach (var path in (string[])
        [
            "./usr/bin/holdfast -> ../lib/holdfast/holdfast", "./usr/lib/systemd/system/holdfast-server.service", "./usr/lib/systemd/system/holdfast-agent.service",
            "./usr/lib/sysusers.d/holdfast.conf", "./etc/default/holdfast", "./usr/share/doc/holdfast/copyright", "./usr/share/man/man1/holdfast.1.gz",
        ]) Assert.Contains(lines, line => line.EndsWith(path, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("./var/", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_Scripts_AreShellAndSumsAreRight()
    {
        using var workspace = new Workspace();
        Tool.Run("dpkg-deb", "-R", Published.Package, workspace["tree"]).Expect(0);
        foreach (var script in (string[])["postinst", "prerm", "postrm"]) Tool.Run("sh", "-n", workspace[$"tree/DEBIAN/{script}"]).Expect(0);
        Assert.Equal("/etc/default/holdfast\n", File.ReadAllText(workspace["tree/DEBIAN/conffiles"]));
        Tool.Run("sh", "-c", "cd \"$1\" && md5sum --quiet -c DEBIAN/md5sums", "sh", workspace["tree"]).Expect(0);
    }

    [Fact]
    public void Install_IntoAnEmptyRoot_RunsAndPurgeKeepsTheData()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "dpkg gives files to root, which needs root.");
        Assert.SkipUnless(Tool.IsThere("systemd-sysusers"), "systemd-sysusers is not here.");
        using var workspace = new Workspace();
        foreach (var folder in (string[])["var/lib/dpkg/updates", "var/lib/dpkg/info", "var/lib/dpkg/triggers", "etc"]) workspace.Folder(folder);
        workspace.Write("var/lib/dpkg/status", "");
        string[] common = [$"--root={workspace.Root}", "--force-script-chrootless", "--force-depends", "--log=/dev/null"];

        Tool.Run("dpkg", [.. common, "-i", Published.Package]).Expect(0);
        Assert.Contains("holdfast:", File.ReadAllText(workspace["etc/passwd"]), StringComparison.Ordinal);
        Assert.StartsWith(SourceFolder.Version, Tool.Run(workspace["usr/bin/holdfast"], "--version").Expect(0).Output, StringComparison.Ordinal);

        var precious = workspace.Write("var/lib/holdfast/pool/pack", "precious");
        var purge = Tool.Run("dpkg", [.. common, "-P", "holdfast"]).Expect(0);
        Assert.Equal("precious", File.ReadAllText(precious));
        Assert.Contains("/var/lib/holdfast is kept", purge.Output + purge.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(workspace["usr/bin/holdfast"]) || Directory.Exists(workspace["usr/lib/holdfast"]));
    }
}
