using System.Text;
using Holdfast.Workloads.SystemState.Recovery;
using Holdfast.Workloads.Tests.SystemState.Support;
using Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

namespace Holdfast.Workloads.Tests.SystemState;

/// <summary>Files of a system state that have several names: the component store is made of them.</summary>
public sealed class HardLinkTests
{
    private const string Path = "systemstate://web1";

    [Fact]
    public void Backup_NamesOfOneFile_AreOneGroupOnTheirVolume()
    {
        using var host = Linked();
        var (content, _) = host.Take(host.State, Path);

        var groups = content.Links(null, "files").ToLookup(link => link.Group, link => link.Path.ToLowerInvariant());

        Assert.Equal(
            ["files/c/windows/inf/one.inf files/c/windows/winsxs/a/b.dll files/c/windows/winsxs/c/b.dll", "files/volume{c7463aba-f40d-11e9-80c7-806e6f6e6963}/boot/bcd"],
            groups.Select(group => string.Join(' ', group.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
        Assert.Equal(4u, content.Find(Encoding.UTF8.GetBytes(content.Paths.First(path => path.EndsWith("c/b.dll", StringComparison.Ordinal))))!.LinkCount);
        host.Clean();
    }

    [Fact]
    public void Recover_ToAFolder_HasTheScriptMakeLinksAgain()
    {
        using var host = Linked();
        var (content, point) = host.Take(host.State, Path);
        var ask = host.ToFolder();

        host.Recover(host.State, Path, content, point, ask);

        var first = @"\Windows\INF\one.inf";
        Assert.Equal([$@"\Windows\winsxs\a\b.dll*{first}", $@"\Windows\winsxs\c\b.dll*{first}"], File.ReadAllLines(System.IO.Path.Combine(ask.Folder!, "hard-links-C.txt")), StringComparer.OrdinalIgnoreCase);
        Assert.Single(Directory.GetFiles(ask.Folder!, "hard-links-*"));
        var script = File.ReadAllText(System.IO.Path.Combine(ask.Folder!, "restore-offline.cmd"));
        Assert.Contains("for /f \"usebackq tokens=1,2 delims=*\" %%a in (\"%HERE%hard-links-C.txt\") do (\r\nmklink /H \"%VOLUME_C%%%a.holdfast-link\" \"%VOLUME_C%%%b\"", script, StringComparison.Ordinal);
        Assert.True(script.IndexOf("robocopy", StringComparison.Ordinal) < script.IndexOf("mklink", StringComparison.Ordinal));
    }

    /// <summary>Whoever can write to the pool must not be able to have the recovery environment do more than link files of a drive.</summary>
    [Theory]
    [InlineData("files/C/%TEMP%/x")]
    [InlineData("files/C/a\"b")]
    [InlineData("files/C/a*b")]
    [InlineData("files/C/a&calc")]
    [InlineData("files/C/../D/x")]
    [InlineData("files/C/M\u00fcnchen")]
    [InlineData("files/c/x")]
    public void Write_NameThatTheScriptWouldReadOtherwise_IsLeftOut(string path)
    {
        using var tree = new Workloads.Tests.Support.TempTree();
        var point = new Named([("files/C/one", 5), (path, 5), ("files/C/two", 5), ("files/no drive/x", 5), ("files/", 5)]);
        Assert.Equal(1, HardLinkList.Write(tree.Root, point, "p1"));
        Assert.Equal("\\two*\\one\r\n", File.ReadAllText(tree["hard-links-C.txt"]));
    }

    private static SystemHost Linked()
    {
        var host = SystemHost.Small();
        host.Put(@"C:\Windows\winsxs\c\b.dll", 3000);
        var files = new SystemFiles(host.Copies.Memory);
        foreach (var name in new[] { @"\winsxs\a\b.dll", @"\winsxs\c\b.dll", @"\inf\one.inf" }) files.Linked[name] = (77, 1, 4);
        files.Linked[@"\Boot\BCD"] = (77, 2, 2);
        host.Windows = files;
        return host;
    }

    private sealed class Named((string, ulong)[] names) : Workloads.Applications.IPointContent
    {
        public IEnumerable<(string Path, ulong Group)> Links(string? point, string directory) => names;

        public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation) => throw new NotSupportedException();

        public IEnumerable<(string Path, long Length)> Files(string? point, string directory) => throw new NotSupportedException();

        public Stream OpenRead(string? point, string path) => throw new NotSupportedException();
    }
}
