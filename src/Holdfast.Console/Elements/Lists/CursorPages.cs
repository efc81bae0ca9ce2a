namespace Holdfast.Console.Elements.Lists;

/// <summary>Makes windows of what the server gives page by page from the newest: pages are fetched as far as somebody scrolls.</summary>
/// <param name="next">Fetches the page behind a cursor (null: the first one), and says the cursor behind it.</param>
public sealed class CursorPages<TItem>(Func<string?, CancellationToken, Task<(IReadOnlyList<TItem> Items, string? Next)>> next)
{
    private readonly List<TItem> items = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private string? cursor;
    private bool hasBegun;

    /// <summary>Whether there may be more than was fetched.</summary>
    public bool HasMore => !hasBegun || cursor is not null;

    /// <summary>What was fetched so far.</summary>
    public IReadOnlyList<TItem> Items => items;

    /// <summary>Forgets everything: the next window is fetched anew.</summary>
    public void Restart()
    {
        items.Clear();
        (cursor, hasBegun) = (null, false);
    }

    /// <summary>The rows of a window; the total is that of what is known, and some more while there is more.</summary>
    public async Task<ListPage<TItem>> Window(ListWindow window)
    {
        // Two windows at once would fetch the same page twice.
        await turn.WaitAsync(window.Cancellation);
        try
        {
            while (items.Count < window.Offset + window.Count && HasMore)
            {
                var (page, after) = await next(cursor, window.Cancellation);
                items.AddRange(page);
                (cursor, hasBegun) = (after, true);
            }
            return new ListPage<TItem>([.. items.Skip(window.Offset).Take(window.Count)], items.Count + (HasMore ? 50 : 0));
        }
        finally
        {
            turn.Release();
        }
    }
}
