using Holdfast.Agent.Applications;
using Holdfast.Agent.Backup;
using Holdfast.Agent.Tests.Support;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Testing.Chunks;

namespace Holdfast.Agent.Tests.Applications;

/// <summary>Files of an application that have several names.</summary>
public sealed class RecoveredLinksTests : IDisposable
{
    private readonly MemoryChunks chunks = new();
    private readonly RunProgress progress = new();
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-links-").FullName;

    [Fact]
    public void Write_NamesOfOneFile_AreOneFileAgain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files are told apart by their numbers, which are asked for as Linux has them.");
        var point = Recovered();
        point.Write("p", ["a", "b"], folder, overwrite: false, CancellationToken.None);
        Assert.Equal([("a/x", 5ul), ("b/y", 5ul)], point.Links("p", "").Select(link => (link.Path, link.Group)).Order());
        File.WriteAllText(Path.Combine(folder, "b", "y"), "changed");
        Assert.Equal("changed", File.ReadAllText(Path.Combine(folder, "a", "x")));
        Assert.Equal("alone", File.ReadAllText(Path.Combine(folder, "a", "z")));
    }

    [Fact]
    public void Write_OnlyTheNameThatIsALink_IsAFileWithItsContent()
    {
        Recovered().Write("p", ["b"], folder, overwrite: false, CancellationToken.None);
        Assert.Equal("linked", File.ReadAllText(Path.Combine(folder, "b", "y")));
        Assert.False(Directory.Exists(Path.Combine(folder, "a")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private RecoveredPoints Recovered()
    {
        ItemTableRoot root;
        using (var assembly = new PointAssembly(chunks, null, chunks, Runs.Options, progress, CancellationToken.None))
        {
            assembly.AddFile(Named("a", "x", 5), "linked"u8);
            assembly.AddFile(Named("b", "y", 5), "linked"u8);
            assembly.AddFile(Named("a", "z", 0), "alone"u8);
            root = assembly.Finish();
        }
        return new RecoveredPoints(_ => new ItemTableReader(chunks, root), chunks, new Notes(), progress, _ => { });
    }

    private static Item Named(string parent, string name, ulong group) =>
        new() { Parent = System.Text.Encoding.ASCII.GetBytes(parent), Name = System.Text.Encoding.ASCII.GetBytes(name), Kind = ItemKind.File, Mode = 0x180, LinkGroup = group, LinkCount = group == 0 ? 1u : 2u };
}
