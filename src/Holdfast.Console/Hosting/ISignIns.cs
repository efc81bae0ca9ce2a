using System.Net;
using Holdfast.Console.Text;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Hosting;

/// <summary>Who may look at the pages of a host: the host's own API says so.</summary>
public interface ISignIns
{
    /// <summary>Whose session a token is of.</summary>
    /// <param name="browser">Whose browser shows it.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.Unauthorized"/>: nobody's, or it is over.</exception>
    Task<Visitor> Find(string token, IPAddress? browser, CancellationToken cancellation);

    /// <summary>Begins a session.</summary>
    /// <returns>Its token.</returns>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.CodeNeeded"/> where a code is missing; otherwise a refusal.</exception>
    Task<string> Begin(SignInAttempt attempt, IPAddress? browser, CancellationToken cancellation);

    /// <summary>Ends a session. One that is over already is no failure.</summary>
    Task End(string token, IPAddress? browser);

    /// <summary>How somebody without an account comes in.</summary>
    string Hint(Texts texts);
}
