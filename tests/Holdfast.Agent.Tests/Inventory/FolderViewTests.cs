using Holdfast.Agent.Inventory;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Tests.Inventory;

public sealed class FolderViewTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-view-").FullName;

    [Fact]
    public void List_FoldersFirst_ThenFilesByName()
    {
        Directory.CreateDirectory(Path.Combine(folder, "z"));
        File.WriteAllText(Path.Combine(folder, "b"), "12");
        File.WriteAllText(Path.Combine(folder, ".hidden"), "");
        var listing = FolderView.List(folder);
        Assert.Equal(["z", ".hidden", "b"], listing.Entries.Select(entry => entry.Name));
        Assert.Equal(2, listing.Entries[2].Size);
        Assert.False(listing.Cut);
    }

    [Fact]
    public void List_LinkToAFolder_IsNotAFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a right there.");
        Directory.CreateSymbolicLink(Path.Combine(folder, "link"), "/etc");
        Assert.False(Assert.Single(FolderView.List(folder).Entries).IsFolder);
    }

    [Fact]
    public void List_MoreThanIsShown_IsCut()
    {
        for (var number = 0; number <= FolderView.MostEntries; number++) File.Create(Path.Combine(folder, $"{number}")).Dispose();
        var listing = FolderView.List(folder);
        Assert.True(listing.Cut);
        Assert.Equal(FolderView.MostEntries, listing.Entries.Count);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("../..")]
    public void List_RelativePath_IsNotFound(string path) => Assert.Equal(ErrorCode.PathNotFound, Assert.Throws<HoldfastException>(() => FolderView.List(path)).Code);

    [Fact]
    public void State_FileFolderAndNothing_AreToldApart()
    {
        File.WriteAllText(Path.Combine(folder, "f"), "123");
        Assert.True(FolderView.State(folder) is { Exists: true, IsFolder: true });
        Assert.True(FolderView.State(Path.Combine(folder, "f")) is { Exists: true, IsFolder: false, Size: 3 });
        Assert.False(FolderView.State(Path.Combine(folder, "none")).Exists);
    }

    [Fact]
    public void List_Empty_IsTheRoots() => Assert.All(FolderView.List("").Entries, root => Assert.True(root.IsFolder && Directory.Exists(root.Path)));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
