using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Folders;

public sealed class LinuxFolderTests
{
    [Fact]
    public void Program_NothingElseInstalled_SaysItsVersionAndHelp()
    {
        using var workspace = new Workspace();
        using var installed = new Installed(Path.Combine(Published.Linux, "holdfast"), workspace);

        Assert.StartsWith(SourceFolder.Version, installed.Run("--version").Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("protect", installed.Run("--help").Expect(0).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(workspace["home"]));
    }

    [Fact]
    public void Program_NothingElseInstalled_ProtectsAndRecovers()
    {
        using var workspace = new Workspace();
        using var installed = new Installed(Path.Combine(Published.Linux, "holdfast"), workspace);
        var source = Path.GetDirectoryName(workspace.Write("source/note.txt", "keep me"))!;
        workspace.Write("source/deep/er/ü", new string('x', 3_000_000));
        installed.Up();

        installed.Do("protect", source, "--online", "--wait");
        installed.Do("recover", source, "--to", workspace["disk"], "--wait");
        installed.Do("recover", source, "--to", workspace["vault"], "--online", "--wait");
        installed.Down();

        Assert.Equal(Workspace.Fingerprint(source), Workspace.Fingerprint(workspace["disk"]));
        Assert.Equal(Workspace.Fingerprint(source), Workspace.Fingerprint(workspace["vault"]));
    }

    [Fact]
    public void Folder_Linux_HasWhatAnInstallationNeeds()
    {
        foreach (var name in (string[])["holdfast-server.service", "holdfast-agent.service", "LICENSE", "INSTALL.md"])
            Assert.True(File.Exists(Path.Combine(Published.Linux, name)), name);
        Assert.Empty(Directory.GetFiles(Published.Linux, "*.pdb"));
        Assert.All(Directory.GetFiles(Published.Linux), file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)));
    }

    [Fact]
    public void Folder_Windows_HasItsNativeParts()
    {
        foreach (var name in (string[])["holdfast.exe", "holdfast.dll", "hostfxr.dll", "coreclr.dll", "libsodium.dll", "e_sqlite3.dll", "INSTALL.md"])
            Assert.True(File.Exists(Path.Combine(Published.Windows, name)), name);
        Assert.Equal("MZ"u8, File.ReadAllBytes(Path.Combine(Published.Windows, "holdfast.exe")).AsSpan(0, 2));
        Assert.Empty(Directory.GetFiles(Published.Windows, "*.so"));
    }
}
