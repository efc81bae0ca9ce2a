using System.Text;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Texts that a recovery puts beside what it brings back.</summary>
internal static class WrittenTexts
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.DestinationTaken"/>.</exception>
    public static void Require(string folder, IEnumerable<string> names, bool overwrite)
    {
        if (!overwrite && names.Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists) is { } taken)
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"{taken} is there already.", "Name another folder, or allow that it is replaced.");
    }

    public static void Write(string folder, string name, string text, Encoding encoding)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, encoding);
    }
}
