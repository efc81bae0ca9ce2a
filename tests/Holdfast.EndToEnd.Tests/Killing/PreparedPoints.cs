using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>Three points: one whose pack will be mostly garbage, one that needs the rest of it, and one that nothing else shares anything with.</summary>
/// <param name="Source">Of the first two.</param>
/// <param name="Other">Source of the third.</param>
internal sealed record PreparedPoints(string Source, string Other, string First, string Alone, IReadOnlyDictionary<string, ExpectedPoint> Expected)
{
    internal const string DataName = "data";

    internal static PreparedPoints Make(string root)
    {
        using var holdfast = new Installation(root, DataName);
        var expected = new Dictionary<string, ExpectedPoint>();
        string Acknowledged(string path, string id, bool online)
        {
            expected[id] = ExpectedPoint.Of(path, online);
            return id;
        }

        var (source, other) = (SampleTree.Make(holdfast.InRoot("source")), holdfast.InRoot("other"));
        Directory.CreateDirectory(other);
        SampleTree.Write(other, "other.bin", 150_000);
        holdfast.Start();
        var first = Acknowledged(source, holdfast.Done("protect", source, "--online").RecoveryPoint!, online: true);
        foreach (var name in (string[])["one.bin", "two.bin"]) File.Delete(Path.Combine(source, name));
        SampleTree.Write(source, "four.bin", 100_000);
        Acknowledged(source, holdfast.Done("recovery-point", "create", source, "--online").RecoveryPoint!, online: true);
        var alone = Acknowledged(other, holdfast.Done("protect", other).RecoveryPoint!, online: false);
        holdfast.Stop();
        return new PreparedPoints(source, other, first, alone, expected);
    }
}
