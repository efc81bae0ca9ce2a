using System.Net;
using System.Text;

namespace Holdfast.Console.Tests.Serving;

/// <summary>An API that answers what a test tells it to, and remembers what it was asked.</summary>
internal sealed class FakeApi : HttpMessageHandler
{
    private readonly List<(string Method, string Route, Func<HttpRequestMessage, (HttpStatusCode, string)> Answer)> answers = [];
    private readonly List<string> asked = [];
    private readonly Lock gate = new();

    /// <summary>Method, route with its query, and body of every request, oldest first.</summary>
    internal IReadOnlyList<string> Asked
    {
        get
        {
            lock (gate) return [.. asked];
        }
    }

    /// <summary>Answers requests whose route begins so, below the root of the API; of several answers the last one counts.</summary>
    internal FakeApi Answer(string method, string route, string json) => Answer(method, route, _ => (HttpStatusCode.OK, json));

    internal FakeApi Answer(string method, string route, Func<HttpRequestMessage, (HttpStatusCode, string)> answer)
    {
        lock (gate) answers.Add((method, route, answer));
        return this;
    }

    /// <summary>Refuses as the API does.</summary>
    internal FakeApi Refuse(string method, string route, int code, string message) => Answer(method, route,
        _ => (HttpStatusCode.BadRequest, $$$"""{"error":{"code":{{{code}}},"message":"{{{message}}}","cause":"cause","remedy":"remedy"}}"""));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = request.RequestUri!.PathAndQuery["/api/v1/".Length..];
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Func<HttpRequestMessage, (HttpStatusCode, string)>? found;
        lock (gate)
        {
            asked.Add($"{request.Method} {route} {body}".TrimEnd());
            found = answers.LastOrDefault(answer => answer.Method == request.Method.Method && route.StartsWith(answer.Route, StringComparison.Ordinal)).Answer;
        }
        if (route.StartsWith("changes", StringComparison.Ordinal) && found is null)
        {
            // Nothing changes unless a test says so.
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        var (status, json) = found?.Invoke(request) ?? (HttpStatusCode.NotFound, """{"error":{"code":400004,"message":"Nobody told the fake API of this route.","cause":"","remedy":""}}""");
        return new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
