using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store;

namespace Holdfast.Vault.Remote;

/// <summary>
/// Sends requests to a vault service, and sends them again when that can help: cut or stuck connections, answers 408, 429 and 5xx, after the wait that the service asks for.
/// Thread-safe; calls block.
/// </summary>
internal sealed class VaultTransport : IDisposable
{
    private readonly RemoteVaultOptions options;
    private readonly ServiceTrust trust;
    private readonly X509Certificate2? identity;
    private readonly HttpClient http;
    private readonly CancellationTokenSource closing = new();

    /// <param name="address">Of the service, https.</param>
    /// <param name="authority">The service's CA (DER, Base64).</param>
    /// <param name="identity">The caller's certificate with its key, which becomes this object's property; null for none.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNotTrusted"/>: address or authority cannot be used.</exception>
    public VaultTransport(string address, string authority, X509Certificate2? identity, RemoteVaultOptions options)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var service) || service.Scheme != Uri.UriSchemeHttps)
            throw new HoldfastException(ErrorCode.VaultNotTrusted, $"'{address}' is not the https address of a vault service.");
        this.options = options;
        this.identity = identity;
        trust = new ServiceTrust(authority, options.Clock);
        HttpMessageHandler handler = VaultHandler.Create(options, trust, identity);
        if (options.Between is { } between) handler = between(handler);
        http = new HttpClient(handler) { BaseAddress = new Uri(service, VaultWire.Root), Timeout = Timeout.InfiniteTimeSpan };
    }

    public Uri Address => http.BaseAddress!;

    /// <summary>Shown with every request; null for who has a certificate, or nothing yet.</summary>
    public string? Token { get; set; }

    /// <summary>Tries a request until it is answered, or trying again makes no sense any more.</summary>
    /// <param name="state">Handed to <paramref name="read"/>.</param>
    /// <param name="read">Takes the answer; throws <see cref="VaultAnswer.Failure"/> where it is not the one wanted.</param>
    /// <exception cref="CallFailedException">The last failure.</exception>
    public TResult Send<TState, TResult>(VaultCall call, TState state, Func<VaultAnswer, TState, TResult> read)
        where TState : allows ref struct
    {
        var schedule = new RetrySchedule(options.Retry, options.Clock, options.Randomness);
        var isRepeated = false;
        while (true)
        {
            TimeSpan? wait;
            try
            {
                return Attempt(call, isRepeated, state, read);
            }
            catch (CallFailedException failure) when (failure.CanTryAgain && (call.IsRepeatable || !failure.MayBeDone) && (wait = schedule.Next(failure.Wait)) is not null)
            {
                isRepeated |= failure.MayBeDone;
            }
            Pause(wait.Value);
        }
    }

    /// <summary>Sends a request whose answer is one document.</summary>
    /// <exception cref="CallFailedException">The last failure.</exception>
    public TDocument Ask<TDocument>(VaultCall call, JsonTypeInfo<TDocument> type, int longest = VaultWire.LongestDocument)
        where TDocument : class =>
        Send(call, (type, longest), static (answer, wanted) =>
            answer.Status is HttpStatusCode.OK or HttpStatusCode.Created ? answer.Json(wanted.type, wanted.longest) : throw answer.Failure());

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        closing.Cancel();
        http.Dispose();
        trust.Dispose();
        identity?.Dispose();
    }

    private TResult Attempt<TState, TResult>(VaultCall call, bool isRepeated, TState state, Func<VaultAnswer, TState, TResult> read)
        where TState : allows ref struct
    {
        ObjectDisposedException.ThrowIf(closing.IsCancellationRequested, this);
        using var watch = new AttemptWatch(options.Retry, options.Clock, call.Bytes, closing.Token);
        try
        {
            using var request = call.Make(watch);
            request.Version = HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            if (Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = http.Send(request, HttpCompletionOption.ResponseHeadersRead, watch.Token);
            watch.Progress();
            return read(new VaultAnswer(response, watch, isRepeated), state);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw Translated(error);
        }
    }

    private CallFailedException Translated(Exception error)
    {
        if (closing.IsCancellationRequested) return Failed(ErrorCode.ServiceUnreachable, "The connection with the vault was closed.", error);
        var kind = (error as HttpRequestException)?.HttpRequestError;
        if (kind == HttpRequestError.SecureConnectionError && error.InnerException is AuthenticationException && trust.Refusal is { } refusal)
            return Failed(ErrorCode.VaultNotTrusted, $"What answers at {Address.Authority} is not the vault: {refusal}.", error, StorageFault.Forbidden);
        if (kind == HttpRequestError.ProxyTunnelError)
        {
            var status = ((HttpRequestException)error).StatusCode;
            var isPassing = status is null || (int)status >= 500;
            return Failed(ErrorCode.VaultProxyFailed, $"The proxy does not connect to {Address.Authority}: {error.Message}", error, isPassing ? StorageFault.Unavailable : StorageFault.Forbidden, isPassing);
        }
        var isBefore = kind is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
        var text = error is OperationCanceledException ? $"The vault at {Address.Authority} is too slow: nothing moved, or too little." : $"The vault at {Address.Authority} does not answer: {Innermost(error)}";
        return Failed(ErrorCode.ServiceUnreachable, text, error, canTryAgain: true, mayBeDone: !isBefore);
    }

    private static CallFailedException Failed(
        ErrorCode code, string message, Exception error, StorageFault fault = StorageFault.Unavailable, bool canTryAgain = false, bool mayBeDone = false) =>
        new(fault, new HoldfastException(code, message, inner: error)) { CanTryAgain = canTryAgain, MayBeDone = mayBeDone };

    private static string Innermost(Exception error) => error.GetBaseException().Message;

    private void Pause(TimeSpan wait)
    {
        using var over = new ManualResetEventSlim();
        using var timer = options.Clock.CreateTimer(_ => over.Set(), null, wait, Timeout.InfiniteTimeSpan);
        try
        {
            over.Wait(closing.Token);
        }
        catch (OperationCanceledException error)
        {
            throw Failed(ErrorCode.ServiceUnreachable, "The connection with the vault was closed.", error);
        }
    }
}
