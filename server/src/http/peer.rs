//! Where a request comes from, as far as limits have to know. It is neither stored nor logged.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName};

use crate::config::Config;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// The network that limits count as one: an address, or 64 bits of IPv6, which one household has.
///
/// Behind the proxy of the configuration it is the address that the proxy saw. Only a peer on this
/// machine or a private network can be that proxy, and only the last address is its own: those
/// before it may be anybody's invention.
pub fn source(request: &Request, config: &Config) -> IpAddr {
    // Without a connection all count as one.
    let unknown = Peer(Ipv6Addr::UNSPECIFIED.into());
    let Peer(peer) = *request.extensions().get::<Peer>().unwrap_or(&unknown);
    let peer = peer.to_canonical();
    let may_be_proxy = config.public_url.is_some() && is_near(peer);
    let forwarded = if may_be_proxy {
        last_forwarded(request.headers())
    } else {
        None
    };
    network(forwarded.unwrap_or(peer))
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all(X_FORWARDED_FOR).iter().next_back()?;
    let last = line.to_str().ok()?.rsplit(',').next()?.trim();
    let with_port = || last.parse().ok().map(|address: SocketAddr| address.ip());
    let address: IpAddr = last.parse().ok().or_else(with_port)?;
    Some(address.to_canonical())
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;
    use crate::config::Flags;

    fn seen(peer: &str, forwarded: &[&str], public_url: Option<&str>) -> String {
        let mut config = Config::from_layers(&Flags::default(), std::iter::empty()).unwrap();
        config.public_url = public_url.map(str::to_owned);
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        for line in forwarded {
            request
                .headers_mut()
                .append(X_FORWARDED_FOR, line.parse().unwrap());
        }
        source(&request, &config).to_string()
    }

    const PROXIED: Option<&str> = Some("https://315.example.gov.cn");

    #[test]
    fn a_household_is_one_source() {
        assert_eq!(seen("198.51.100.7", &[], None), "198.51.100.7");
        assert_eq!(seen("::ffff:198.51.100.7", &[], None), "198.51.100.7");
        assert_eq!(seen("2001:db8:1:2:3:4:5:6", &[], None), "2001:db8:1:2::");
    }

    #[test]
    fn what_a_proxy_forwards_counts_only_where_one_is_configured() {
        let forwarded = ["203.0.113.9"];
        assert_eq!(seen("127.0.0.1", &forwarded, None), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &forwarded, PROXIED), "203.0.113.9");
        assert_eq!(seen("10.1.2.3", &forwarded, PROXIED), "203.0.113.9");
        assert_eq!(seen("198.51.100.7", &forwarded, PROXIED), "198.51.100.7");
    }

    #[test]
    fn only_the_address_that_the_proxy_saw_counts() {
        for lines in [
            &["192.0.2.1, 203.0.113.9"][..],
            &["192.0.2.1", "203.0.113.9"],
            &["not an address,203.0.113.9:4711"],
        ] {
            assert_eq!(seen("::1", lines, PROXIED), "203.0.113.9", "{lines:?}");
        }
        let v6 = ["[2001:db8:1:2::3]:443"];
        assert_eq!(seen("::1", &v6, PROXIED), "2001:db8:1:2::");
        for nothing in [&["unknown"][..], &[""], &["203.0.113.9,"], &[]] {
            assert_eq!(seen("127.0.0.1", nothing, PROXIED), "127.0.0.1");
        }
    }
}
