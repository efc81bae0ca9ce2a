using Holdfast.EndToEnd.Tests.Running;

namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>
/// What every kill begins with, made once for all kills of a class: its points lie in the same place each time, because the catalog knows places by their whole path.
/// </summary>
public sealed class KillGround : IDisposable
{
    private readonly string all = Directory.CreateTempSubdirectory("holdfast-e2e-").FullName;
    private PreparedPoints? points;

    internal string Root => Path.Combine(all, "now");

    private string Kept => Path.Combine(all, "prepared");

    /// <summary>Puts everything back as it was prepared; prepares it the first time.</summary>
    internal PreparedPoints Restore()
    {
        Remove(Root);
        if (points is null)
        {
            Directory.CreateDirectory(Root);
            points = PreparedPoints.Make(Root);
            Tool.Do("cp", "-a", Root, Kept);
        }
        else
        {
            Tool.Do("cp", "-a", Kept, Root);
        }
        return points;
    }

    public void Dispose() => Remove(all);

    private static void Remove(string folder)
    {
        Tool.Run("chattr", "-R", "-i", folder);
        Tool.Do("rm", "-rf", "--one-file-system", folder);
    }
}
