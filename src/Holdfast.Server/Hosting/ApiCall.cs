using System.Globalization;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Retention;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>One request as handlers see it: its parameters, checked.</summary>
internal sealed class ApiCall(HttpContext context)
{
    internal const int LongestText = 16_384;

    /// <summary>Cancelled when the caller goes away or the server stops.</summary>
    internal CancellationToken Aborted => context.RequestAborted;

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
