using System.Text;
using Holdfast.Connection;

namespace Holdfast.Cli.Tests.Connection;

public sealed class HttpAnswerTests
{
    [Fact]
    public void Parse_WithLength_ReadsBody()
    {
        var answer = Parse("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nContent-Length: 2\r\n\r\n{}");

        Assert.Equal((200, "application/json", "{}"), (answer.Status, answer.ContentType, Text(answer)));
    }

    [Fact]
    public void Parse_Chunked_JoinsParts() =>
        Assert.Equal("{\"a\":1}", Text(Parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\n\r\n")));

    [Fact]
    public void Parse_UntilClosed_ReadsRest() => Assert.Equal("rest", Text(Parse("HTTP/1.1 503 Busy\r\n\r\nrest")));

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 999 Odd\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n{}\r\n0\r\n\r\n")]
    public void Parse_CutShortOrForeign_Refuses(string text) => Assert.Throws<HttpRequestException>(() => Parse(text));

    private static HttpAnswer Parse(string text) => HttpAnswer.Parse(Encoding.Latin1.GetBytes(text));

    private static string Text(HttpAnswer answer) => Encoding.Latin1.GetString(answer.Body.Span);
}
