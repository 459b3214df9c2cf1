using PerfAnalyzers.Rules.Algorithms;

namespace PerfAnalyzers.Tests.Rules.Algorithms;

using Verify = RuleVerifier<ExponentialRecursionAnalyzer>;

public sealed class ExponentialRecursionTests
{
    [Theory]
    [InlineData("int F(int n) => n < 2 ? n : [|F(n - 1)|] + F(n - 2);")]
    [InlineData("long F(int n) { if (n < 2) return n; return [|F(n - 1)|] + F(n - 2); }")]
    [InlineData("long F(int n) { if (n < 2) return n; var a = [|F(n - 1)|]; var b = F(n - 2); return a + b; }")]
    [InlineData("int F(int i, int j) => i == 0 || j == 0 ? 1 : [|F(i - 1, j)|] + F(i, j - 1);")]
    [InlineData("int F(int n, int k) => k == 0 || k == n ? 1 : [|F(n - 1, k - 1)|] + F(n - 1, k);")]
    [InlineData("int F(string a, string b, int i, int j) => i == 0 || j == 0 ? 0 : a[i] == b[j] ? 1 + F(a, b, i - 1, j - 1) : Math.Max([|F(a, b, i - 1, j)|], F(a, b, i, j - 1));")]
    [InlineData("bool F(int[] w, int i, int left) => left == 0 || (i >= 0 && ([|F(w, i - 1, left)|] || F(w, i - 1, left - w[i])));")]
    [InlineData("int F(int n) => n == 0 ? 1 : [|F(n - 1)|] * F(n - 1);")]
    [InlineData("int F(int n) { switch (n) { case 0: return 0; case 1: return 1; default: return [|F(n - 1)|] + F(n - 2) + F(n - 3); } }")]
    [InlineData("T F<T>(int n, T one) where T : System.Numerics.INumber<T> => n < 2 ? one : [|F(n - 1, one)|] + F(n - 2, one);")]
    [InlineData("int F(string a, string b, int i, int j) { if (i == 0 || j == 0) return 0; return Math.Max([|F(a, b, i - 1, j)|], F(a, b, i, j - 1)); }")]
    [InlineData("int F(int[] w, int i, int left) => i < 0 ? 0 : Math.Max([|F(w, i - 1, left)|], F(w, i - 1, left - w[i]));")]
    [InlineData("int G(int n) { return F(n); int F(int m) => m < 2 ? m : [|F(m - 1)|] + F(m - 2); }")]
    public Task Reports_overlapping_steps(string member) => Verify.ReportsAsync(In(member));

    [Fact]
    public Task Reports_how_many_calls_overlap() => Verify.ReportsAsync(
        In("int F(int n) => n < 3 ? n : {|#0:F(n - 1)|} + F(n - 2) + F(n - 3);"),
        Verify.Diagnostic().WithLocation(0).WithArguments("F", 3).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("int F(int n) => n < 2 ? n : F(n - 1) + 1;")]
    [InlineData("int F(int n) => n % 2 == 0 ? F(n - 2) : F(n - 1);")]
    [InlineData("int F(int n) { if (n > 9) return F(n - 2); return F(n - 1); }")]
    [InlineData("int F(int n) => n switch { 0 => 0, > 5 => F(n - 2), _ => F(n - 1) };")]
    [InlineData("class Node { public Node L = null!, R = null!; } int F(Node n) => n == null ? 0 : F(n.L) + F(n.R);")]
    [InlineData("int F(int lo, int hi) { if (hi - lo < 2) return 1; var mid = (lo + hi) / 2; return F(lo, mid) + F(mid, hi); }")]
    [InlineData("int F(int n, string a, string b, string c) => n == 0 ? 0 : F(n - 1, a, c, b) + F(n - 1, c, b, a);")]
    [InlineData("readonly Dictionary<int, int> known = new(); int F(int n) { if (known.TryGetValue(n, out var k)) return k; return known[n] = n < 2 ? n : F(n - 1) + F(n - 2); }")]
    [InlineData("readonly int[] known = new int[99]; int F(int n) { if (known[n] != 0) return known[n]; known[n] = n < 2 ? n : F(n - 1) + F(n - 2); return known[n]; }")]
    [InlineData("public C L = null!, R = null!; int F(int d) => d == 0 ? 1 : L.F(d - 1) + R.F(d - 1);")]
    [InlineData("int F(int i) => i > 99 ? 0 : Math.Max(F(2 * i + 1), F(2 * i + 2));")]
    [InlineData("readonly HashSet<(int, int)> seen = new(); int F(int x, int y) => !seen.Add((x, y)) ? 0 : 1 + F(x + 1, y) + F(x - 1, y) + F(x, y + 1) + F(x, y - 1);")]
    [InlineData("int F(int n, long[] known) => known[n] != 0 ? 1 : (int)(known[n] = F(n - 1, known) + F(n - 2, known));")]
    [InlineData("async Task<int> F(int n) => n < 2 ? n : await F(n - 1) + await F(n - 2);")]
    [InlineData("int F(int n) { Func<int> one = () => F(n - 1); return n < 2 ? 1 : one() + 1; }")]
    [InlineData("int F(int n, int m = 0) => n < 2 ? n : F(n - 1) + G(n - 2); int G(int n) => n;")]
    [InlineData("void F(int n, List<int> path) { if (n == 0) return; path.Add(n); F(n - 1, path); path.Remove(n); F(n - 1, path); }")]
    [InlineData("int F(int n, Func<int, int> g) => g(n - 1) + g(n - 2);")]
    [InlineData("int F(int n) => n < 2 ? n : F(n, 1) + F(n, 2); int F(int n, int m) => n + m;")]
    [InlineData("int F(int n) { int sum = 0; for (var i = 0; i < n; i++) sum += F(i); return sum; }")]
    public Task StaysSilent_when(string member) => Verify.SilentAsync(In(member));

    private static string In(string member) => "#pragma warning disable CS8321\npublic class C { " + member + " }";
}
