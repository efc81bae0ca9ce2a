using Holdfast.Contracts.Errors;
using Holdfast.Console.Hosting;
using Holdfast.Console.Text;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Live;

/// <summary>
/// A page or part that shows what the server knows and looks again when that changed. A first load that takes long says so; a failure is shown in place of the content, and one that comes
/// later leaves what is shown.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private bool isLoading, isAskedAgain;

    // Kept: whoever still loads after the reader has left may ask for it.
    protected LivePage() => Leaving = leaving.Token;

    [Inject] protected Session Session { get; set; } = null!;

    [Inject] protected LiveFeed Live { get; set; } = null!;

    [Inject] protected Texts T { get; set; } = null!;

    [Inject] protected Browser Browser { get; set; } = null!;

    [Inject] protected Toaster Toasts { get; set; } = null!;

    [Inject] protected Confirmations Confirmations { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the last load failed; null where it did not.</summary>
    protected HoldfastException? Failure { get; private set; }

    /// <summary>Something was loaded.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Cancelled when the reader leaves.</summary>
    protected CancellationToken Leaving { get; }

    /// <summary>Topics of the change feed that this shows: jobs, alerts, sources, groups, disks, agents, vault, points, accounts. Empty: it never looks again by itself.</summary>
    protected virtual IReadOnlyCollection<string> Topics => [];

    /// <summary>Asks the server. Throws what the API throws.</summary>
    protected abstract Task Load();

    protected override void OnInitialized() => Live.Changed += Heard;

    protected override Task OnParametersSetAsync() => Reload();

    /// <summary>Loads again; calls that come while it loads are one more load.</summary>
    protected async Task Reload()
    {
        if (isLoading)
        {
            isAskedAgain = true;
            return;
        }
        isLoading = true;
        try
        {
            do
            {
                isAskedAgain = false;
                await Load();
                (Failure, IsLoaded) = (null, true);
            }
            while (isAskedAgain && !leaving.IsCancellationRequested);
        }
        catch (HoldfastException failure)
        {
            Failure = failure;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        finally
        {
            isLoading = false;
        }
        if (!leaving.IsCancellationRequested) StateHasChanged();
    }

    /// <summary>Does something at the server and says how it went: words when it went well, the refusal otherwise.</summary>
    /// <returns>True where it went well.</returns>
    protected async Task<bool> Try(Func<Task> act, string? done = null, string? address = null)
    {
        try
        {
            await act();
        }
        catch (HoldfastException refused)
        {
            Toasts.Warn($"{refused.Message} {refused.Remedy}".Trim());
            return false;
        }
        if (done is not null) Toasts.Say(done, address);
        return true;
    }

    private void Heard(IReadOnlySet<string> topics)
    {
        if (topics.Overlaps(Topics)) _ = InvokeAsync(Reload);
    }

    public virtual void Dispose()
    {
        Live.Changed -= Heard;
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }
}
