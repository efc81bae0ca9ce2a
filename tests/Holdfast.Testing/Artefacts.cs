namespace Holdfast.Testing;

/// <summary>Real files beside the project that nobody here wrote: HOLDFAST_ARTEFACTS, else ../shared/artefacts from the project's root. Not part of the project; a test that wants one is skipped where it is absent.</summary>
public static class Artefacts
{
    public const string Absent = "The real files (HOLDFAST_ARTEFACTS, or ../shared/artefacts beside the project) are not here.";

    /// <summary>Full path of a file or folder; null where it is absent.</summary>
    public static string? Find(string relative)
    {
        var folder = Environment.GetEnvironmentVariable("HOLDFAST_ARTEFACTS") ?? Beside();
        var path = folder is null ? null : Path.Combine(folder, relative);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx")))
            {
                return folder.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "artefacts") : null;
            }
        }

        return null;
    }
}
