namespace Holdfast.Workloads;

/// <summary>Takes remarks from any thread.</summary>
public interface IItemNotes
{
    void Add(ItemNote note);
}
