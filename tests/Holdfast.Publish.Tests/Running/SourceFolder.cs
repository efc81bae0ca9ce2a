namespace Holdfast.Publish.Tests.Running;

/// <summary>The root of the project.</summary>
internal static class SourceFolder
{
    internal static string Root { get; } = Find();

    internal static string File(string relative) => Path.Combine(Root, relative);

    internal static string Read(string relative) => System.IO.File.ReadAllText(File(relative));

    internal static string Version { get; } = System.Xml.Linq.XDocument.Parse(Read("Directory.Build.props")).Descendants("Version").Single().Value;

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Holdfast.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The root of the project is not above these tests.");
        return folder;
    }
}
