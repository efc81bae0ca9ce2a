using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Live;

/// <summary>A page with a form: it does one thing at a time, and a refusal stays beside the form until the next attempt.</summary>
public abstract class FormPage : LivePage
{
    /// <summary>Something is being done.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Why the last attempt was refused; null where it was not.</summary>
    protected HoldfastException? Refused { get; private set; }

    /// <summary>Does something at the server, and says <paramref name="done"/> where it went well.</summary>
    /// <returns>True where it went well.</returns>
    protected async Task<bool> Attempt(Func<Task> act, string done)
    {
        (IsBusy, Refused) = (true, null);
        try
        {
            await act();
            Toasts.Say(done);
        }
        catch (HoldfastException failure)
        {
            Refused = failure;
        }
        finally
        {
            IsBusy = false;
        }
        return Refused is null;
    }
}
