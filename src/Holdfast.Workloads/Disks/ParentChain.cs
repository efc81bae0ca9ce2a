using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks;

/// <summary>Opens what differencing disks were made from.</summary>
internal static class ParentChain
{
    /// <summary>Null where the parent is missing or wrong and the opening is lenient; the latter is then among the faults.</summary>
    /// <param name="place">Where the child's file names its parent.</param>
    /// <param name="check">What is wrong with a disk as this child's parent; null: nothing.</param>
    /// <exception cref="MalformedFileException">It is damaged, or another one.</exception>
    /// <exception cref="FileNotFoundException">It is not here.</exception>
    public static IDisk? Open(ParentReference parent, long place, DiskOpening opening, List<MalformedFileException> faults, Func<IDisk, (string Expected, string Found)?> check)
    {
        var file = opening.Parents?.Find(parent);
        if (file is null) return opening.IsLenient ? null : throw Missing(parent);
        try
        {
            return Closing(file, () => Checked(file, place, opening, check));
        }
        catch (MalformedFileException fault)
        {
            var here = fault.InnerException is MalformedFileException || fault.Offset == place ? fault : new MalformedFileException(place, $"a sound parent, {parent.Name}", $"one that is not: {fault.Message}", fault);
            if (!opening.IsLenient) throw here;
            faults.Add(here);
            return null;
        }
    }

    public static FileNotFoundException Missing(ParentReference parent) => new($"The disk was made from {parent.Name}, which is not here.");

    private static IDisk Closing(ParentFile file, Func<IDisk> open)
    {
        try
        {
            return open();
        }
        catch
        {
            (file.Content as IDisposable)?.Dispose();
            throw;
        }
    }

    private static IDisk Checked(ParentFile file, long place, DiskOpening opening, Func<IDisk, (string Expected, string Found)?> check)
    {
        var next = opening.ForParent(file.Parents) ?? throw new MalformedFileException(place, "a chain of parents that ends", "one that does not");
        var disk = DiskImages.Open(file.Content, next);
        return check(disk) is { } wrong ? throw new MalformedFileException(place, wrong.Expected, wrong.Found) : disk;
    }
}
