using Holdfast.Format.Items;

namespace Holdfast.Workloads.Applications;


/// <summary>The previous point of a datasource. Thread-safe.</summary>
public interface IPreviousItems
{
    /// <summary>Null where there is none.</summary>
    Item? Find(byte[] path);

    /// <summary>Children of a directory in table order.</summary>
    IEnumerable<Item> Children(byte[] path);

    /// <summary>A file's content, seekable. Damage throws <see cref="IOException"/>.</summary>
    Stream OpenRead(byte[] path);
}
