using System.Globalization;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Api;
using Holdfast.Hosting;
using Holdfast.Protection.Retention;
using Holdfast.Server.Accounts;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>One request as handlers see it: its parameters, checked.</summary>
internal sealed class ApiCall(HttpContext context)
{
    internal const int LongestText = 16_384;

    /// <summary>Cancelled when the caller goes away or the server stops.</summary>
    internal CancellationToken Aborted => context.RequestAborted;

    /// <summary>Who is asking. Routes that are open to everybody have no caller.</summary>
    internal Caller Caller => context.Features.Get<Caller>() ?? throw new HoldfastException(ErrorCode.Unauthorized, "The request carries no token that this server accepts.");

    /// <summary>What the caller sees and touches.</summary>
    internal CallerScope Scope => Caller.Scope;

    /// <summary>Where the request comes from.</summary>
    internal string Address => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    /// <summary>A fresh code or PIN, where the request carries one.</summary>
    internal string? Confirmation => context.Request.Headers[HoldfastClient.ConfirmationHeader] is [{ Length: > 0 and <= 64 } code] ? code.Trim() : null;

    /// <summary>
    /// The security PIN of the vault, where the request carries one. A code that this server did not need for itself is taken for it, so ask only when that is settled.
    /// </summary>
    internal string? VaultPin => context.Request.Headers[HoldfastClient.VaultPinHeader] is [{ Length: > 0 and <= 64 } pin] ? pin.Trim() : IsConfirmed ? null : Confirmation;

    /// <summary>Its code or PIN was taken.</summary>
    internal bool IsConfirmed
    {
        get => context.Items.ContainsKey(nameof(IsConfirmed));
        set => context.Items[nameof(IsConfirmed)] = value ? true : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>What the request is done to, for the audit log; never a secret.</summary>
    internal string Subject
    {
        set => Record?.Subject = value;
    }

    /// <summary>Who the caller turned out to be, for the audit log.</summary>
    internal string Actor
    {
        set => Record?.Actor = value;
    }

    /// <summary>Writes the audit row now: the answer begins.</summary>
    internal void Recorded() => Record?.Succeeded();

    private RequestRecord? Record => context.Features.Get<RequestRecord>();

    /// <summary>The refusal of whoever has to wait.</summary>
    internal HoldfastException Delayed(TimeSpan wait)
    {
        var delay = new RetryDelay(wait);
        context.Features.Set(delay);
        return new HoldfastException(ErrorCode.SignInDelayed, $"There were too many failed attempts. Wait {delay.Seconds} s.");
    }

    /// <summary>Runs after the answer has been sent.</summary>
    internal void Afterwards(Action action) => context.Response.OnCompleted(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>A part of the route.</summary>
    internal string Route(string name) => (string?)context.Request.RouteValues[name] ?? throw Bad($"The address lacks {name}.");

    /// <summary>A parameter, or null where it is absent or empty.</summary>
    internal string? Text(string name)
    {
        var values = context.Request.Query[name];
        if (values.Count > 1) throw Bad($"The parameter {name} is given more than once.");
        var text = (string?)values;
        if (text?.Length > LongestText) throw Bad($"The parameter {name} is longer than {LongestText} characters.");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    internal string Required(string name) => Text(name) ?? throw Bad($"The parameter {name} is missing.");

    internal bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Bad($"The parameter {name} must be true or false."),
    };

    internal int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        throw Bad($"The parameter {name} must be a number from {least} to {most}.");
    }

    internal DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        return PointChoice.TryTime(text, out var time) ? time : throw Bad($"The parameter {name} must be a time such as 2026-01-31T18:00:00Z.");
    }

    private static HoldfastException Bad(string message) => new(ErrorCode.BadRequest, message);
}
